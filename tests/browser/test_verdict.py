"""A verdict in the answer box: what it says of an exception, where it leads, and that it is in sight after a reload."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import answer
from tests.course import shipped_course

LESSON = "/lessons/context-managers"
FIRST, SECOND = shipped_course().get("context-managers").exercises
RAISES = 'with Session(engine) as session:\n    session.execute("SELECT 1")'


@pytest.fixture(scope="module")
def small(browser: Browser, address: str) -> Iterator[Page]:
    """The page of a visitor with a small screen, after an answer that raised and one that passed."""
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        page.goto(LESSON)
        answer(page, SECOND.id, RAISES)
        answer(page, FIRST.id, FIRST.solution)
        expect(page.locator("#verdict h3")).to_have_text("Passed")
        yield page


def opened(page: Page, exercise: str) -> Page:
    page.goto(f"{LESSON}?exercise={exercise}")
    expect(page.locator("[data-answer-editor] .cm-editor")).to_be_visible()
    return page


def test_error_is_explained_with_the_verdict_too(page: Page) -> None:
    page.goto(LESSON)
    meaning = answer(page, FIRST.id, RAISES).get_by_role("note", name="What the error means")
    expect(meaning.locator(".happened")).to_contain_text("Line 2 hands over the plain string")
    expect(page.locator(".entry .explanation")).to_be_hidden()
    page.locator(".entry").get_by_text("What the error means").click()
    expect(page.locator(".entry .explanation .happened")).to_have_text(meaning.locator(".happened").inner_text())
    expect(meaning.get_by_role("link", name="This error in general")).to_have_attribute("href", "/errors/plain-sql")
    answer(page, FIRST.id, FIRST.solution)
    expect(page.locator("#verdict .explanation")).to_have_count(0)


def test_error_is_explained_after_a_reload_and_when_its_exercise_is_chosen_again(small: Page) -> None:
    opened(small, SECOND.id)
    expect(small.locator("#verdict .explanation .happened")).to_be_attached()
    small.locator(f'[data-work-on="{FIRST.id}"]').click()
    expect(small.locator("#verdict .explanation")).to_have_count(0)
    small.locator(f'[data-work-on="{SECOND.id}"]').click()
    expect(small.locator("#verdict .explanation .happened")).to_be_attached()


def test_passed_exercise_leads_on_after_a_reload_and_when_it_is_chosen_again(small: Page) -> None:
    opened(small, FIRST.id)
    small.locator("#verdict").get_by_role("link", name="Exercise 2").click()
    expect(small.locator("#answer-title")).to_contain_text(SECOND.id)
    small.locator(f'[data-work-on="{FIRST.id}"]').click()
    expect(small.locator("#verdict").get_by_role("link", name="Exercise 2")).to_be_attached()


CUT = """() => {
  const under = document.querySelector("#answer .bar").getBoundingClientRect().bottom
  return [...document.querySelectorAll("#answer details.task, #answer .cm-line")]
    .map((part) => part.getBoundingClientRect())
    .filter(({top, bottom}) => top < under - 1 && bottom > under + 1).length
}"""


def test_verdict_is_in_sight_after_a_reload_and_nothing_above_it_is_half_cut(small: Page) -> None:
    opened(small, FIRST.id)
    expect(small.locator("#verdict h3")).to_be_in_viewport()
    box, heading = small.locator("#answer").bounding_box(), small.locator("#verdict h3").bounding_box()
    assert box is not None
    assert heading is not None
    assert heading["y"] + heading["height"] <= box["y"] + box["height"]
    assert small.evaluate(CUT) == 0


def test_verdict_on_what_is_not_in_the_box_any_more_is_marked_after_a_reload(page: Page) -> None:
    page.goto(LESSON)
    answer(page, FIRST.id, RAISES)
    page.locator("[data-answer-editor] .cm-content").click()
    with page.expect_response("**/drafts/**"):
        page.keyboard.insert_text("# more")
    opened(page, FIRST.id)
    expect(page.locator("#verdict .verdict")).to_contain_class("is-old")
