from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.cli.serving import WHOLE, Served, serving


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's home folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    """A real server with the course, as `savepoint serve` starts it."""
    with serving(home, "--wall-seconds", "5", environ=WHOLE) as served:
        yield served


@pytest.fixture(scope="module")
def address(served: Served) -> str:
    """Where it serves."""
    return served.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser of its own, so of a visitor of its own; an error in the page's script fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
