"""Every kind of page fits a small screen and large text, and can be used without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import console

LESSON = "/lessons/context-managers"
PAGES = [
    *("/", LESSON, "/lessons/adding", "/glossary", "/cheatsheet", "/errors", "/search?q=commit"),
    *("/scratch", "/me", "/nothing"),
]
SIZES = {
    "a small phone": (320, 640),
    "a tablet": (768, 1024),
    "a desk at 200 %": (720, 450),
    "two columns": (1024, 768),
}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_page_scrolls_sideways(browser: Browser, address: str, size: tuple[int, int]) -> None:
    width, height = size
    with browser.new_context(base_url=address, viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(path)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path


def test_console_with_names_to_bring_back_fits_a_small_phone(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(LESSON)
        page.get_by_role("link", name="Code", exact=True).click()
        console(page, "kept = 1")
        page.locator("#console .bar").get_by_role("button", name="Reset").click()
        expect(page.locator("#console .bar").get_by_role("button", name="Restore names")).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def plain(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page without JavaScript."""
    size = {"width": request.param, "height": 844}
    with browser.new_context(base_url=address, java_script_enabled=False, viewport=size) as context:
        context.set_default_timeout(20_000)
        yield context.new_page()


def test_lesson_is_done_without_javascript(plain: Page) -> None:
    plain.goto(LESSON)
    plain.get_by_role("button", name="Run example 1", exact=True).click()
    expect(plain.locator("[data-transcript]")).to_contain_text("NameError")
    plain.locator("#answer-source").fill("with Session(engine) as session:\n    session.add(1)\n")
    plain.locator("#answer").get_by_role("button", name="Run").click()
    expect(plain.locator("#verdict .verdict")).to_contain_text("Not yet")
    plain.locator("#console-source").fill("6 * 7")
    plain.locator("[data-console-form]").get_by_role("button", name="Run").click()
    expect(plain.locator("[data-transcript] > li").last).to_contain_text("42")
    for name in ("Timeline", "Session", "Tables", "SQL"):
        expect(plain.locator("#data").get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_menu_opens_without_javascript(plain: Page) -> None:
    plain.goto(LESSON)
    plain.locator("[data-menu] summary").click()
    plain.locator("[data-menu]").get_by_role("link", name="Lessons", exact=True).click()
    expect(plain).to_have_url(plain.url.split("/lessons")[0].rstrip("/") + "/")
