"""What axe-core finds wrong for people who do not see, or not well, or do not use a mouse: nothing."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.acting import console

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SNIPPET = """\
session = Session(engine)
annie = Astronaut(firstname="Annie", lastname="Montrose")
session.add(annie)
session.flush()
session.execute("SELECT 1")"""


@pytest.fixture(params=[("desk", 1440, 900), ("phone", 390, 844)], ids=lambda each: each[0], scope="module")
def used(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A lesson's page after a run that flushed and failed."""
    _, width, height = request.param
    with browser.new_context(base_url=address, viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto("/lessons/context-managers")
        if width < 1000:
            page.get_by_role("link", name="Code").click()
        console(page, SNIPPET)
        yield page


def found(page: Page) -> list[str]:
    """What is wrong, each with its rule and its place."""
    violations = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in violations for node in each["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["Timeline", "Session", "Tables", "SQL"])
def test_tab_of_a_used_lesson_is_accessible(used: Page, tab: str, theme: str) -> None:
    used.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    if used.viewport_size and used.viewport_size["width"] < 1000:
        used.get_by_role("link", name="Data").click()
    used.get_by_role("tab", name=tab).click()
    assert found(used) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/lessons/transactions", "/glossary", "/cheatsheet", "/lessons/nowhere", "/me", "/resume"]
)
def test_page_is_accessible(page: Page, path: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(path)
    assert found(page) == []
