"""What people's hands know from other consoles: completion, history, clearing, dropping a line."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import console, finished, type_code

MADE = """\
spacecraft = 1
spacesuit = 2
session = Session(engine)
def launched(name, crew=3):
    'Flies away.'
"""
LESSON = "/lessons/context-managers"


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A student's page, shared: an error in its script fails the test that ends it."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(LESSON)
    console(
        page, "spacecraft = 1\nspacesuit = 2\nsession = Session(engine)\ndef launched(name, crew=3):\n    'Flies away.'"
    )
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def prompt(desk: Page) -> Locator:
    """Its empty prompt."""
    found = desk.locator("[data-console-editor] .cm-content")
    found.click()
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+A")
    desk.keyboard.press("Delete")
    return found


def options(page: Page) -> Locator:
    return page.locator(".cm-tooltip-autocomplete [role=option]")


def test_tab_completes_the_only_name(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("spacec")
    desk.keyboard.press("Tab")
    expect(prompt).to_have_text("spacecraft")


def test_tab_lists_several_and_the_keyboard_takes_one(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Tab")
    expect(options(desk)).to_have_count(2)
    expect(prompt).to_have_attribute("aria-activedescendant", re.compile("."))
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(prompt).to_have_text("spacesuit")
    expect(options(desk)).to_have_count(0)


def test_tab_after_a_dot_lists_what_the_session_has(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("session.")
    desk.keyboard.press("Tab")
    expect(options(desk).filter(has_text=re.compile("^add_all"))).to_have_count(1)
    desk.keyboard.type("add_")
    desk.keyboard.press("Tab")
    expect(prompt).to_have_text("session.add_all")


def test_escape_closes_the_list_and_then_tab_leaves(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Tab")
    expect(options(desk)).to_have_count(2)
    desk.keyboard.press("Escape")
    expect(options(desk)).to_have_count(0)
    expect(prompt).to_have_text("space")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")
    expect(prompt).not_to_be_focused()


def test_candidate_can_be_clicked(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Control+Space")
    options(desk).filter(has_text="spacesuit").click()
    expect(prompt).to_have_text("spacesuit")


def test_call_tells_what_it_takes(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("launched(")
    line = desk.locator(".cm-tooltip.signature")
    expect(line.locator("code")).to_have_text("launched(name, crew=3)")
    expect(line.locator(".given")).to_have_text("name")
    expect(line.locator(".doc")).to_have_text("Flies away.")
    desk.keyboard.type("1, ")
    expect(line.locator(".given")).to_have_text("crew=3")
    desk.keyboard.type("2)")
    expect(line).to_have_count(0)


def test_tab_at_the_beginning_of_a_line_indents(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("if x:")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.press("Tab")
    expect(prompt.locator(".cm-line").last).to_have_text(re.compile("^ {8}$"))


def test_answer_box_completes_what_its_text_makes(desk: Page, prompt: Locator) -> None:
    desk.locator("[data-work-on]").first.click()
    box = desk.locator("[data-answer-editor] .cm-content")
    type_code(desk, box, "with Session(engine) as work:\n    work.add_a")
    desk.keyboard.press("Tab")
    expect(box.locator(".cm-line").last).to_have_text("    work.add_all")


def test_control_c_drops_the_line_and_an_undo_brings_it_back(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("never mind")
    desk.keyboard.press("Control+C")
    expect(prompt).to_have_text("")
    desk.keyboard.press("Control+Z")
    expect(prompt).to_have_text("never mind")


def test_control_l_clears_the_screen_and_keeps_what_was_run(desk: Page, prompt: Locator) -> None:
    desk.keyboard.press("Control+L")
    entries = desk.locator("[data-transcript] > li:visible")
    expect(entries).to_have_count(0)
    expect(console(desk, "spacecraft")).to_contain_text("1")
    expect(entries).to_have_count(1)
    desk.get_by_role("button", name="Show again").click()
    expect(entries.first).to_contain_text("spacecraft = 1")
    expect(desk.locator("[data-cleared]")).to_be_hidden()


def test_arrow_keys_go_through_what_was_run_after_a_reload_too(desk: Page, prompt: Locator) -> None:
    console(desk, "first = 1")
    console(desk, "second = 2")
    desk.get_by_role("button", name="Reset").click()
    expect(desk.locator("[data-transcript] > li")).to_have_count(0)
    desk.reload()
    prompt.click()
    desk.keyboard.type("half a li")
    for text in ("second = 2", "first = 1"):
        desk.keyboard.press("ArrowUp")
        expect(prompt).to_have_text(text)
    for text in ("second = 2", "half a li"):
        desk.keyboard.press("ArrowDown")
        expect(prompt).to_have_text(text)


def test_what_is_entered_while_a_snippet_runs_has_its_turn_afterwards(desk: Page, prompt: Locator) -> None:
    entries = desk.locator("[data-transcript] > li.entry")
    before = entries.count()
    # Typed faster than the first of them can be answered.
    desk.keyboard.type("sum(range(4_000_000))\n'second'\n'third'\n")
    expect(prompt).to_have_text("")
    finished(desk)
    expect(entries.last.locator(".printed")).to_contain_text("'third'")
    shown = "".join(entries.nth(number).inner_text() for number in range(before, entries.count()))
    assert shown.index("7999998000000") < shown.rindex("'second'") < shown.rindex("'third'")
    assert shown.count(">>> 'second'") == shown.count(">>> 'third'") == 1


def test_what_was_entered_stays_at_the_prompt_where_the_snippet_is_interrupted(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("while True: pass")
    desk.keyboard.press("Control+Enter")
    expect(prompt).to_have_text("")
    desk.keyboard.type("'mine'\n")
    expect(desk.locator("[data-run-state]")).to_have_text("The next waits")
    desk.keyboard.press("Control+C")
    finished(desk)
    expect(prompt.locator(".cm-line").first).to_have_text("'mine'")
    expect(desk.locator("[data-transcript] > li").last).to_contain_text("KeyboardInterrupt")


def test_time_ticks_while_a_snippet_runs_and_is_kept(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("while True: pass")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("[data-elapsed]")).to_have_text(re.compile(r"^\d\.\d s$"))
    desk.keyboard.press("Control+C")
    finished(desk)
    expect(desk.locator("[data-elapsed]")).to_have_text("")
    expect(desk.locator("[data-transcript] > li .look").last).to_have_attribute("title", re.compile("It ran for"))
