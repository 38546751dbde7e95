"""The page's own code, in a real browser on real sandboxes."""

import re

from playwright.sync_api import Browser, Page, Route, expect

from tests.web.conftest import DESK
from tests.web.editing import type_at_prompt

PHONE = {"width": 390, "height": 844}


def test_enter_runs_a_statement_and_a_block_after_an_empty_line(page: Page) -> None:
    type_at_prompt(page, "x = 5\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    type_at_prompt(page, "for i in range(2):\nprint(i + x)\n")
    expect(page.locator(".entry")).to_have_count(1)
    page.keyboard.type("\n")
    expect(page.locator(".entry .printed")).to_have_text("5\n6\n")
    assert page.locator(".entry").nth(1).locator(".mark").all_text_contents() == [">>> ", "... "]


def test_up_brings_back_what_was_run(page: Page) -> None:
    type_at_prompt(page, "a = 1\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    type_at_prompt(page, "b = 2\n")
    expect(page.locator(".entry.is-ok")).to_have_count(2)
    prompt = page.locator("[data-console-editor] .cm-content")
    for key, text in [("ArrowUp", "b = 2"), ("ArrowUp", "a = 1"), ("ArrowUp", "a = 1"), ("ArrowDown", "b = 2")]:
        page.keyboard.press(key)
        expect(prompt).to_have_text(text)


def test_answer_is_run_by_keyboard_and_judged(page: Page) -> None:
    page.locator('[data-work-on="say-it"]').click()
    expect(page.locator("[data-name]")).to_have_text("say-it")
    page.keyboard.type("print('no')")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-verdict] h3")).to_have_text("Not yet")
    page.keyboard.press("Control+a")
    page.keyboard.type("print('it')")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-verdict] h3")).to_have_text("Passed")
    expect(page.locator("[data-announcer]")).to_have_text("Passed.")
    expect(page.locator("[data-progress]")).to_contain_text("1 of 2")
    expect(page.locator("#exercise-say-it .badge")).to_have_text(re.compile("Passed"), use_inner_text=True)
    page.reload()
    expect(page.locator("[data-verdict] h3")).to_have_text("Passed")
    expect(page.locator("[data-answer-editor] .cm-content")).to_have_text("print('it')")


def test_names_that_an_example_replaced_come_back(page: Page) -> None:
    type_at_prompt(page, "mine = 5\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    page.get_by_role("button", name="Run example 1").click()
    expect(page.locator(".entry .printed")).to_have_text("hello\n")
    page.get_by_role("button", name="Restore them").click()
    expect(page.locator("[data-replaced]")).to_be_hidden()
    type_at_prompt(page, "mine + 1\n")
    expect(page.locator(".entry .printed")).to_have_text("6\n")


def test_control_c_interrupts(page: Page) -> None:
    type_at_prompt(page, "")
    page.keyboard.insert_text("print('begun')\nwhile True: pass")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".is-pending .printed").or_(page.locator(".entry.is-interrupted .printed"))).to_contain_text(
        "begun"
    )
    page.keyboard.press("Control+c")
    expect(page.locator(".entry.is-interrupted")).to_be_visible()


def test_lost_connection_is_tried_again_with_the_same_id(page: Page) -> None:
    sent: list[str] = []

    def lose_two(route: Route) -> None:
        sent.append(str(route.request.post_data_json["submission"]))
        if len(sent) < 3:
            route.abort()
        else:
            route.continue_()

    page.route("**/run", lose_two)
    type_at_prompt(page, "40 + 2\n")
    expect(page.locator("[data-run-state]")).to_contain_text("trying again")
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    assert len(sent) == 3
    assert len(set(sent)) == 1


def test_refusal_of_the_server_is_told_and_the_text_stays(page: Page) -> None:
    type_at_prompt(page, "#")
    page.keyboard.insert_text("x" * 5000)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-problem]")).to_contain_text("the longest that runs here")
    expect(page.locator("[data-console-editor] .cm-content")).to_contain_text("#xxx")


def test_tabs_go_by_arrow_keys(page: Page) -> None:
    page.get_by_role("tab", name="Tables").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="SQL")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="SQL")).to_be_visible()
    expect(page.locator("#panel-tables")).to_be_hidden()


def test_colours_are_switched_and_remembered(page: Page) -> None:
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_phone_shows_one_part_at_a_time_and_nothing_sticks_out(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, has_touch=True) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        for name, selector in [("Code", "#console"), ("Data", "#panel-timeline"), ("Lesson", "#lesson")]:
            page.get_by_role("link", name=name, exact=True).click()
            expect(page.locator(selector)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        expect(page.locator("#console")).to_be_hidden()


def test_page_works_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        page.locator('[data-work-on="say-it"]').click()
        page.locator("#answer-source").fill("print('it')")
        page.locator("#answer").get_by_role("button", name="Run").click()
        expect(page.locator("[data-verdict] h3")).to_have_text("Passed")
        page.locator("#console-source").fill("6 * 7")
        page.locator("[data-console-form]").get_by_role("button", name="Run").click()
        expect(page.locator(".entry .printed").last).to_have_text("42\n")


COMPLETE = {
    "expression": ("a + 1", True),
    "open bracket": ("f(1,", False),
    "bracket in a string": ("f('(')", True),
    "bracket in a comment": ("a  # (", True),
    "open triple string": ('"""a', False),
    "closed triple string": ('"""a\n"b"""', True),
    "backslash": ("a = \\", False),
    "block opened": ("with a as b:", False),
    "block without an empty line": ("with a as b:\n    c", False),
    "block with an empty line": ("with a as b:\n    c\n    ", True),
    "decorator": ("@dataclass", False),
    "block on one line": ("for a in b: c", False),
    "name that begins like a keyword": ("format(1)", True),
    "match opened": ("match a:", False),
    "name that is match": ("match = 3", True),
    "pasted": (">>> with a:\n...     b", True),
    "closing too much": (")", True),
}


def test_complete_statements_are_told_from_begun_ones(page: Page) -> None:
    module = page.evaluate("document.querySelector('script[src*=page]').src").replace("page.js", "complete.js")
    script = (
        "async ([module, sources]) => { const {isComplete} = await import(module); return sources.map(isComplete) }"
    )
    found = page.evaluate(script, [module, [source for source, _ in COMPLETE.values()]])
    assert dict(zip(COMPLETE, found, strict=True)) == {name: complete for name, (_, complete) in COMPLETE.items()}
