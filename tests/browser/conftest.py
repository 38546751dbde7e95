import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

from tests.cli.serving import Served, serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """The system's Chromium; None where Playwright's own is to be used."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def launched(playwright: Playwright, path: str | None) -> Browser:
    """Chromium in its own sandbox where it can have one: not for root, and not in most containers."""
    if os.geteuid() != 0:
        try:
            return playwright.chromium.launch(executable_path=path, chromium_sandbox=True)
        except Error as error:
            print(f"Chromium runs without a sandbox of its own: {error}")
    return playwright.chromium.launch(executable_path=path, chromium_sandbox=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real, headless Chromium: the system's, or else Playwright's own, which is fetched where it is missing."""
    expect.set_options(timeout=20_000)  # a context's default timeout does not reach expectations
    with sync_playwright() as playwright:
        path = executable()
        if path is None and not Path(playwright.chromium.executable_path).exists():
            fetched = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
            assert fetched.returncode == 0, (
                "These tests drive a real browser: install chromium by the system's packages"
            )
        browser = launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server with the course, as `savepoint serve` starts it."""
    with serving(tmp_path_factory.mktemp("home"), "--wall-seconds", "5") as served:
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
