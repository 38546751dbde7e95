"""The focus is never lost, and F6 takes it from part to part."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import answer, console, finished


@pytest.fixture
def lesson(page: Page) -> Page:
    page.goto("/lessons/context-managers")
    expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()
    return page


def part_with_focus(page: Page) -> str:
    """The part of the page that the focus is in, and is seen to be in; empty where the focus is lost."""
    found: str = page.evaluate(
        """() => {
          const focused = document.activeElement
          if (focused === document.body || !focused.checkVisibility()) return ""
          return focused.closest("#lesson, #answer, #console, #data, header.top, dialog")?.id ?? "elsewhere"
        }"""
    )
    return found


def test_f6_goes_round_the_parts_and_out_of_the_editors(lesson: Page) -> None:
    visited = []
    for _ in range(5):
        lesson.keyboard.press("F6")
        visited.append(part_with_focus(lesson))
    assert visited == ["lesson", "answer", "console", "data", "lesson"]
    lesson.keyboard.press("Shift+F6")
    assert part_with_focus(lesson) == "data"
    expect(lesson.get_by_role("tab", name="Timeline")).to_be_focused()


def test_f6_comes_back_to_where_the_focus_was_in_the_lesson(lesson: Page) -> None:
    run = lesson.get_by_role("button", name="Run example 2")
    run.focus()
    lesson.keyboard.press("F6")
    lesson.keyboard.press("Shift+F6")
    expect(run).to_be_focused()


def test_focus_stays_through_a_run_by_key_and_by_button(lesson: Page) -> None:
    console(lesson, "x = 1")
    assert part_with_focus(lesson) == "console"
    answer(lesson, "save-both", "nothing = 0")
    assert part_with_focus(lesson) == "answer"
    console(lesson, "y = 2")
    example = lesson.get_by_role("button", name="Run example 1")
    example.focus()
    lesson.keyboard.press("Enter")
    finished(lesson)
    expect(example).to_be_focused()
    back = lesson.get_by_role("button", name="Restore them")
    back.focus()
    lesson.keyboard.press("Enter")
    expect(back).to_be_hidden()
    assert part_with_focus(lesson) == "console"


def test_focus_stays_on_the_same_control_of_a_panel_that_is_rendered_anew(lesson: Page) -> None:
    console(
        lesson, "session = Session(engine)\nsession.add(Astronaut(firstname='Annie', lastname='M'))\nsession.flush()"
    )
    lesson.get_by_role("tab", name="Session").click()
    summary = lesson.locator("#panel-session summary").first
    summary.focus()
    said = summary.inner_text().split("\n")[0]
    lesson.locator("[data-slider]").evaluate(
        "slider => { slider.value = 2; slider.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    expect(lesson.locator("[data-where]")).to_have_text("line 2")
    expect(lesson.locator("#panel-session")).not_to_have_attribute("aria-busy", "true")
    assert part_with_focus(lesson) == "data"
    assert said
    lesson.get_by_role("tab", name="Timeline").click()
    lesson.locator("#panel-timeline .step.is-at [data-open='session']").first.click()
    expect(lesson.get_by_role("tab", name="Session")).to_be_focused()


def test_focus_is_in_the_answer_when_another_exercise_is_chosen(lesson: Page) -> None:
    lesson.locator("[data-work-on]").last.focus()
    lesson.keyboard.press("Enter")
    assert part_with_focus(lesson) == "answer"


def test_focus_follows_to_the_part_that_a_narrow_screen_shows(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        page.goto("/lessons/context-managers")
        page.get_by_role("button", name="Run example 1").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#code")).to_be_focused()
        finished(page)
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.press("F6")
        assert part_with_focus(page) == "lesson"


def test_tab_through_the_bar_at_the_top_leaves_the_page_where_it_is(lesson: Page) -> None:
    lesson.evaluate("scrollTo(0, 600)")
    lesson.get_by_role("link", name="Search").focus()
    for _ in range(2):
        lesson.keyboard.press("Tab")
        expect(lesson.locator("header.top :focus")).to_be_visible()
        assert lesson.evaluate("scrollY") == 600
