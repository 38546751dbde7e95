"""What axe-core finds wrong for people who do not see, or not well, or do not use a mouse: nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import teaching
from tests.browser.acting import console, finished

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
    size = {"width": width, "height": height}
    with browser.new_context(base_url=address, viewport=size, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/lessons/context-managers")
        if width < 1000:
            page.get_by_role("link", name="Code").click()
        console(page, SNIPPET)
        yield page


def found(page: Page) -> list[str]:
    """What is wrong, each with its rule and its place, once every panel has come.

    Pages are looked at without motion, for a colour that is on its way to another has the contrast of neither.
    """
    expect(page.locator("[aria-busy]")).to_have_count(0)
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


PAGES = [
    "/",
    "/lessons/transactions",
    "/lessons/rolling-back",
    "/lessons/nowhere",
    "/glossary",
    "/errors",
    "/errors/e/20",
    "/search?q=session",
    "/search?q=zzzz",
    "/scratch",
    "/me",
    "/me/leave",
    "/me/forget",
    "/me/gone",
    "/resume",
    "/join",
    "/instructor/login",
    "/cheatsheet",
]
"""Every kind of page there is; a new kind is added here, and is looked at in both themes and widths."""


@pytest.fixture(scope="module")
def visiting(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all of them, of a visitor who has run something."""
    size = {"width": 1440, "height": 900}
    with browser.new_context(base_url=address, viewport=size, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/lessons/context-managers")
        console(page, "x = 1")
        yield page


def in_all_looks(page: Page) -> Iterator[str]:
    """The same page in each theme and width."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 844})
            yield f"{theme}, {width} px"


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(visiting: Page, path: str) -> None:
    visiting.goto(path)
    assert {look: problems for look in in_all_looks(visiting) if (problems := found(visiting))} == {}


@pytest.fixture(scope="module")
def taught(browser: Browser, home: Path, address: str) -> Iterator[Page]:
    """One page for all that instructors have, with a class that has worked."""
    link = teaching.login_link(home, address, "Ada")
    teaching.fill(home)
    with teaching.opened(browser, address, reduced_motion="reduce") as context:
        page = context.new_page()
        teaching.log_in(page, link)
        yield page


@pytest.mark.parametrize("path", teaching.PAGES)
def test_page_of_an_instructor_is_accessible(taught: Page, path: str) -> None:
    answer = taught.goto(path)
    assert answer is not None
    assert answer.ok
    assert {look: problems for look in in_all_looks(taught) if (problems := found(taught))} == {}
    for width in (320, 720):
        taught.set_viewport_size({"width": width, "height": 640})
        assert taught.evaluate("document.scrollingElement.scrollWidth") <= width


def test_settings_are_accessible(visiting: Page) -> None:
    visiting.goto("/")
    visiting.get_by_role("button", name="Settings and keys").click()
    assert {look: problems for look in in_all_looks(visiting) if (problems := found(visiting))} == {}


def test_plain_box_with_the_row_of_signs_is_accessible(visiting: Page) -> None:
    visiting.set_viewport_size({"width": 1440, "height": 844})  # a small one shows a part at a time
    visiting.goto("/lessons/context-managers")
    visiting.get_by_role("button", name="Settings and keys").click()
    for name in ("Plain text box", "Row of symbols"):
        visiting.get_by_role("checkbox", name=name).check()
    visiting.keyboard.press("Escape")
    visiting.locator("#console-source").fill("print(\u201chi\u201d)")
    visiting.keyboard.press("Control+Enter")
    visiting.locator("#console [data-mended]").wait_for()
    finished(visiting)
    for name in ("light", "dark"):
        visiting.emulate_media(color_scheme=name)  # type: ignore[arg-type]
        assert found(visiting) == []


def test_list_of_completions_of_a_plain_box_is_accessible(visiting: Page) -> None:
    visiting.set_viewport_size({"width": 1440, "height": 844})
    visiting.goto("/lessons/context-managers")
    visiting.get_by_role("button", name="Settings and keys").click()
    visiting.get_by_role("checkbox", name="Plain text box").check()
    visiting.keyboard.press("Escape")
    box = visiting.locator("#console-source")
    expect(box).to_have_attribute("aria-autocomplete", "list")  # what completes has come
    box.fill("Session.")
    box.press("Tab")
    expect(visiting.get_by_role("option").first).to_be_visible()
    for name in ("light", "dark"):
        visiting.emulate_media(color_scheme=name)  # type: ignore[arg-type]
        assert found(visiting) == []
    box.press("Escape")
    box.fill("")
