"""A student is stuck: hints, then lines, then the solution, by mouse, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.editing import answer_box, write_answer

PHONE = {"width": 390, "height": 844}
ROWS = '[data-help="keep-one"] .lines li'
LINES = [
    ("with engine.begin() as connection:", 0),
    ('connection.execute(text("CREATE TABLE t (a INTEGER)"))', 1),
    ('connection.execute(text("INSERT INTO t VALUES (1)"))', 1),
]


@pytest.fixture
def help_place(page: Page) -> Locator:
    return page.locator('[data-help="keep-one"]')


def open_hints(place: Locator) -> None:
    place.get_by_text("Hint 1 of 2").click()
    place.get_by_text("Another hint 2 of 2").click()


def test_hints_come_one_at_a_time_and_stay_open_after_a_reload(page: Page, help_place: Locator) -> None:
    expect(help_place.get_by_text("Another hint")).to_be_hidden()
    with page.expect_response("**/help/keep-one"):
        help_place.get_by_text("Hint 1 of 2").click()
    expect(help_place.get_by_text("First things first.")).to_be_visible()
    expect(help_place.get_by_text("Then the rest.")).to_be_hidden()
    expect(help_place.get_by_role("button", name="Show the lines to arrange")).to_be_hidden()
    page.reload()
    expect(help_place.get_by_text("First things first.")).to_be_visible()
    expect(help_place.get_by_text("Then the rest.")).to_be_hidden()


def test_lines_are_arranged_by_keyboard_and_run_as_the_answer(page: Page, help_place: Locator) -> None:
    open_hints(help_place)
    help_place.get_by_role("button", name="Show the lines to arrange").press("Enter")
    expect(help_place.get_by_role("heading", name="The lines of an answer")).to_be_focused()
    for place, (line, depth) in enumerate(LINES):
        row = page.locator(ROWS, has_text=line)
        row.click()
        for _ in range(len(LINES)):
            if page.locator(ROWS).nth(place).get_attribute("data-line") == line:
                break
            page.keyboard.press("Alt+ArrowUp")
        for _ in range(depth):
            page.keyboard.press("ArrowRight")
    help_place.get_by_role("button", name="Run these lines").click()
    expect(page.locator("#verdict h3")).to_have_text("Passed")
    expect(answer_box(page)).to_contain_text("INSERT INTO t")
    both = help_place.locator("[data-beside] figure")
    expect(both).to_have_count(2)
    expect(both.first).to_contain_text("Your latest answer")
    expect(page.locator(ROWS)).to_have_count(0)


def test_lines_are_arranged_and_run_by_touch_with_one_tap_each(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        place = page.locator('[data-help="keep-one"]')
        place.get_by_text("Hint 1 of 2").tap()
        place.get_by_text("Another hint 2 of 2").tap()
        place.get_by_role("button", name="Show the lines to arrange").tap()
        rows = page.locator(ROWS)
        expect(rows.first.get_by_role("button", name="Move down")).to_be_visible()
        for number, (line, depth) in enumerate(LINES):
            row = page.locator(ROWS, has_text=line)
            row.tap()
            for _ in range(len(LINES)):
                if rows.nth(number).get_attribute("data-line") == line:
                    break
                row.get_by_role("button", name="Move up").tap()
            for _ in range(depth):
                row.get_by_role("button", name="Indent more").tap()
        place.get_by_role("button", name="Run these lines").tap()
        expect(page.locator("#verdict h3")).to_have_text("Passed")


def test_solution_is_shown_after_one_more_question_and_the_own_answer_stays(page: Page, help_place: Locator) -> None:
    write_answer(page, "mine = 1")
    assert "INSERT INTO t" not in page.content()
    open_hints(help_place)
    help_place.get_by_role("button", name="Show the lines to arrange").click()
    help_place.get_by_text("Show the solution").click()
    expect(help_place.get_by_text("Your own answer stays.")).to_be_visible()
    expect(help_place.locator("[data-beside]")).to_have_count(0)
    help_place.get_by_role("button", name="Show it").click()
    expect(help_place.locator("[data-beside]")).to_contain_text("INSERT INTO t VALUES (1)")
    expect(answer_box(page)).to_have_text("mine = 1")
    page.reload()
    expect(help_place.locator("[data-beside]")).to_contain_text("INSERT INTO t VALUES (1)")


def test_passed_answer_stands_beside_the_solution_at_once(page: Page) -> None:
    page.locator('[data-work-on="say-it"]').click()
    write_answer(page, "print('it' + '')")
    page.keyboard.press("Control+Enter")
    both = page.locator('[data-help="say-it"] [data-beside] figure pre')
    expect(both).to_have_text(["print('it' + '')", 'print("it")'])
    first, second = both.first.bounding_box(), both.last.bounding_box()
    assert first is not None
    assert second is not None
    assert first["x"] < second["x"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Lesson", exact=True).click()
    first, second = both.first.bounding_box(), both.last.bounding_box()
    assert first is not None
    assert second is not None
    assert first["y"] < second["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_help_of_the_answer_box_leads_to_its_exercise(page: Page) -> None:
    page.locator('[data-work-on="keep-one"]').click()
    page.locator("#answer").get_by_role("link", name="Help").click()
    expect(page.locator('[data-help="keep-one"] summary').first).to_be_focused()


def test_help_that_cannot_be_reached_says_so_and_can_be_asked_for_again(page: Page, help_place: Locator) -> None:
    open_hints(help_place)
    page.route("**/help/keep-one", lambda route: route.abort())
    help_place.get_by_role("button", name="Show the lines to arrange").click()
    expect(help_place.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute("**/help/keep-one")
    help_place.get_by_role("button", name="Show the lines to arrange").click()
    expect(page.locator(ROWS)).to_have_count(len(LINES))


def test_help_works_without_javascript(plain: Page) -> None:
    place = plain.locator('[data-help="keep-one"]')
    open_hints(place)
    place.get_by_role("button", name="Show the lines to arrange").click()
    text = "\n".join("    " * depth + line for line, depth in LINES)
    place.get_by_label("Put the lines in order").fill(text)
    place.get_by_role("button", name="Run these lines").click()
    expect(plain.locator("#verdict h3")).to_have_text("Passed")
    expect(place.locator("[data-beside] figure")).to_have_count(2)


def test_solution_is_asked_for_without_javascript(plain: Page) -> None:
    place = plain.locator('[data-help="say-it"]')
    place.get_by_text("Show the solution").click()
    place.get_by_role("button", name="Show it").click()
    expect(place.locator("[data-beside]")).to_contain_text('print("it")')
