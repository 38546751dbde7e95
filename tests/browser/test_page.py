"""A lesson's page in a student's hands."""

import os
import signal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.acting import answer, console, finished, type_code
from tests.cli.processes import alive, children, supervisor_of
from tests.cli.serving import Served
from tests.course import shipped_course
from tests.waiting import until

LESSON = "/lessons/context-managers"


def test_wrong_answer_is_told_why(page: Page) -> None:
    page.goto(LESSON)
    exercise = page.locator("section.exercise").first.get_attribute("data-exercise")
    assert exercise
    verdict = answer(page, exercise, "print('nothing')")
    expect(verdict).to_contain_text("Not yet")
    expect(verdict).to_contain_text("Expected")
    expect(verdict).to_contain_text("Yours")


def test_console_answers_like_a_prompt_and_survives_a_reload(page: Page) -> None:
    page.goto(LESSON)
    console(page, "kept = 6 * 7")
    expect(console(page, "kept")).to_contain_text("42")
    page.reload()
    expect(page.locator("[data-transcript]")).to_contain_text("kept = 6 * 7")
    expect(console(page, "kept + 1")).to_contain_text("43")


def test_error_is_shown_with_its_line(page: Page) -> None:
    page.goto(LESSON)
    entry = console(page, "x = 1\n1 / 0")
    expect(entry).to_contain_text("line 2, in <module>")
    expect(entry).to_contain_text("ZeroDivisionError")


def test_refusal_names_the_place_and_another_way(page: Page) -> None:
    page.goto(LESSON)
    refused = console(page, "x = 1\ny = open('/etc/passwd')").locator(".violation")
    expect(refused.locator(".where")).to_have_text("Line 2, column 5")
    expect(refused.locator(".message")).to_contain_text("reads and writes files")
    expect(refused.locator(".instead")).to_contain_text("Keep data in a variable")


def test_syntax_error_names_line_and_column(page: Page) -> None:
    page.goto(LESSON)
    refused = console(page, "def f(:\n    pass").locator(".violation")
    expect(refused.locator(".where")).to_have_text("Line 1, column 7")
    expect(refused.locator(".message")).to_contain_text("SyntaxError: invalid syntax")


def test_endless_loop_is_stopped_and_names_stay(page: Page) -> None:
    page.goto(LESSON)
    console(page, "kept = 'still here'")
    entry = console(page, "while True:\n    pass")
    expect(entry).to_contain_text("so it was stopped")
    expect(console(page, "kept")).to_contain_text("still here")


def test_uncommitted_row_is_marked_in_the_tables(page: Page) -> None:
    page.goto(LESSON)
    console(page, "session = Session(engine)\nsession.add(Astronaut(firstname='A', lastname='B'))\nsession.flush()")
    page.get_by_role("tab", name="Tables").click()
    expect(page.locator("#panel-tables")).to_contain_text("inserted")
    page.get_by_role("tab", name="SQL").click()
    expect(page.locator("#panel-sql")).to_contain_text("BEGIN")
    expect(page.locator("#panel-sql")).to_contain_text("INSERT INTO astronauts")


def test_example_runs_by_its_button(page: Page) -> None:
    page.goto(LESSON)
    page.get_by_role("button", name="Run example 1", exact=True).click()
    finished(page)
    expect(page.locator("[data-transcript]")).to_contain_text("object1")


def test_reset_can_be_brought_back(page: Page) -> None:
    page.goto(LESSON)
    console(page, "mine = 'precious'")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("[data-transcript]")).not_to_contain_text("precious")
    page.get_by_role("button", name="Restore them").click()
    expect(page.locator("[data-transcript]")).to_contain_text("precious")
    expect(console(page, "mine")).to_contain_text("'precious'")


def test_answer_that_replaces_names_says_so(page: Page) -> None:
    page.goto(LESSON)
    console(page, "mine = 'precious'")
    exercise = page.locator("section.exercise").first.get_attribute("data-exercise")
    assert exercise
    answer(page, exercise, "print('fresh')")
    page.get_by_role("button", name="Restore them").click()
    expect(console(page, "mine")).to_contain_text("'precious'")


def test_killed_process_in_mid_lesson_loses_nothing(page: Page, served: Served) -> None:
    page.goto(LESSON)
    supervisor = supervisor_of(served.process.pid)
    console(page, "kept = [1, 2]")
    console(page, "kept.append(3)")
    # The visitor's own is among them; nobody outside can tell it from those that wait for theirs.
    _zygote, *others = sorted(children(supervisor))
    for pid in others:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(alive, others)))
    expect(console(page, "kept")).to_contain_text("[1, 2, 3]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/", LESSON, "/no-such-page"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_what_is_run_during_a_reset_comes_after_it(page: Page) -> None:
    page.goto(LESSON)
    console(page, "kept = 1")
    held: list[Route] = []
    page.route("**/reset", lambda route: held.append(route))
    with page.expect_request("**/reset"):
        page.get_by_role("button", name="Reset").click()
    type_code(page, page.locator("[data-console-editor] .cm-content"), "print('after')")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_have_class("page is-running")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    finished(page)
    expect(page.locator("[data-transcript] > li")).to_have_count(1)
    expect(page.locator("[data-transcript] .printed")).to_have_text("after\n")


def test_phone_switches_between_lesson_code_and_data(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(LESSON)
    bar = page.get_by_role("navigation", name="Parts of this page")
    expect(page.locator("#lesson-title")).to_be_visible()
    bar.get_by_text("Code").click()
    expect(page.locator("#console")).to_be_visible()
    expect(page.locator("#lesson-title")).not_to_be_visible()
    bar.get_by_text("Data").click()
    expect(page.locator("#data")).to_be_visible()
    context.close()


def test_without_javascript_a_snippet_runs_and_is_shown(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(LESSON)
    page.locator("#console-source").fill("print('by form')")
    page.locator("#console form.prompt button").click()
    expect(page.locator("[data-transcript]")).to_contain_text("by form")
    context.close()


def test_verdict_on_a_long_answer_is_in_sight(page: Page) -> None:
    page.goto(LESSON)
    exercise = page.locator("section.exercise").first.get_attribute("data-exercise")
    assert exercise
    verdict = answer(page, exercise, "\n".join(f"x{number} = {number}" for number in range(25)))
    heading = verdict.locator("h3")
    expect(heading).to_have_text("Not yet")
    expect(heading).to_be_in_viewport()
    seen = heading.evaluate(
        "heading => { const box = heading.getBoundingClientRect();"
        " return heading.contains(document.elementFromPoint(box.x + 10, box.y + box.height / 2)) }"
    )
    assert seen, "something lies over the verdict"


def test_verdict_with_rows_is_no_wider_than_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(LESSON)
    page.get_by_role("navigation", name="Parts of this page").get_by_text("Code").click()
    page.locator("[data-answer-editor] .cm-content").click()
    page.keyboard.press("Control+Enter")
    finished(page)
    expect(page.locator("#verdict h3")).to_have_text("Not yet")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_passed_verdict_leads_on_and_ages_with_the_next_word(page: Page) -> None:
    page.goto(LESSON)
    first, second = shipped_course().get("context-managers").exercises
    verdict = answer(page, first.id, first.solution)
    verdict.get_by_role("link", name="Exercise 2").click()
    expect(page.locator("#answer-title")).to_contain_text(second.id)
    verdict = answer(page, second.id, second.solution)
    expect(verdict.get_by_role("link", name="Next lesson")).to_be_visible()
    page.locator("[data-answer-editor] .cm-content").click()
    page.keyboard.insert_text("# changed")
    expect(verdict).to_contain_class("is-old")
