"""What a colour tells is still told where the system gives its own colours, or where more contrast is asked for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import answer

ANSWER = """\
session = Session(engine)
annie = Astronaut(firstname="Annie", lastname="Montrose")
session.add(annie)
session.flush()
session.commit()
"""


@pytest.fixture(scope="module", params=["light", "dark"])
def forced(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A lesson's page after an answer, in the system's colours."""
    size = {"width": 1440, "height": 900}
    with browser.new_context(
        base_url=address,
        viewport=size,  # type: ignore[arg-type]
        forced_colors="active",
        color_scheme=request.param,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto("/lessons/context-managers")
        answer(page, "save-both", ANSWER)
        yield page


def style(page: Page, selector: str, name: str, part: str = "") -> str:
    """A computed property of the first that fits, or of a pseudo-element of it."""
    value: str = page.locator(selector).first.evaluate(
        "(each, [name, part]) => getComputedStyle(each, part || null).getPropertyValue(name)", [name, part]
    )
    return value


def ground(page: Page) -> str:
    return style(page, "body", "background-color")


def test_rails_of_the_timeline_are_seen_in_the_systems_colours(forced: Page) -> None:
    assert style(forced, ".rail.is-pending", "background-color", "::after") != ground(forced)
    assert style(forced, ".rail.was-pending", "background-color", "::before") != ground(forced)
    assert style(forced, ".rail.is-none", "background-color", "::after") == "rgba(0, 0, 0, 0)"


def test_step_its_line_and_its_tab_are_told_from_others_in_the_systems_colours(forced: Page) -> None:
    forced.get_by_role("slider", name="Step").fill("2")
    expect(forced.locator(".cm-here")).to_be_attached()
    assert style(forced, ".cm-here", "outline-style") == "solid"
    assert style(forced, ".step.is-at > th", "border-left-width") == "4px"
    assert style(forced, ".step:not(.is-at) > th", "border-left-width") == "0px"
    assert style(forced, "[role=tab][aria-selected=true]", "border-bottom-style") == "solid"
    assert style(forced, "[role=tab][aria-selected=false]", "border-bottom-style") == "none"


def test_switch_splitters_and_what_is_done_are_seen_in_the_systems_colours(forced: Page) -> None:
    forced.get_by_role("tab", name="Tables").click()
    switch = forced.get_by_role("checkbox", name="As others see it")
    before = style(forced, ".switch input", "background-color", "::before")
    assert before != style(forced, ".switch input", "background-color")
    switch.check()
    assert style(forced, ".switch input", "background-color") not in (before, ground(forced))
    switch.uncheck()
    forced.get_by_role("tab", name="Timeline").click()
    assert style(forced, ".splitter", "background-color") != ground(forced)
    assert style(forced, "header.top .meter i", "border-top-style") == "solid"


LUMINANCE = """(each, name) => {
  const linear = (value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 }
  const [r, g, b] = getComputedStyle(each)[name].match(/[\\d.]+/g).map(Number).map(linear)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_given_where_it_is_asked_for(browser: Browser, address: str, scheme: str) -> None:
    with browser.new_context(base_url=address, contrast="more", color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/lessons/context-managers")
        paper = page.locator("body").evaluate(LUMINANCE, "backgroundColor")

        def contrast(selector: str, name: str) -> float:
            found = page.locator(selector).first.evaluate(LUMINANCE, name)
            return float((max(found, paper) + 0.05) / (min(found, paper) + 0.05))

        assert contrast(".lesson .lede", "color") >= 10
        assert contrast(".given", "borderTopColor") >= 4.5
