"""Completion in the plain text box: by keyboard, as a combobox of ARIA has it, and never in the way of leaving."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import finished
from tests.browser.test_settings import in_lesson


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A student's page with plain boxes, shared: an error in its script fails the test that ends it."""
    with browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        in_lesson(page)
        box = page.locator("#console-source")
        box.fill("spacecraft = 1\nspacesuit = 2\nspacewalk = 3\nsession = Session(engine)\n")
        box.press("Control+Enter")
        finished(page)
        yield page
        assert errors == []


@pytest.fixture
def prompt(desk: Page) -> Locator:
    """Its empty prompt, which has the focus."""
    box = desk.locator("#console-source")
    box.fill("")
    box.click()
    return box


@pytest.fixture
def options(desk: Page) -> Locator:
    return desk.get_by_role("listbox", name="Completions").get_by_role("option")


def test_tab_completes_the_only_name_and_an_undo_takes_it_back(desk: Page, prompt: Locator) -> None:
    desk.keyboard.type("1 + spacec")
    desk.keyboard.press("Tab")
    expect(prompt).to_have_value("1 + spacecraft")
    expect(prompt).to_be_focused()
    desk.keyboard.press("Control+Z")
    expect(prompt).not_to_have_value("1 + spacecraft")


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_list_of_several_is_a_combobox_and_the_keyboard_takes_one(
    desk: Page, prompt: Locator, options: Locator, key: str
) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Tab")
    expect(options).to_have_text(["spacecraft int", "spacesuit int", "spacewalk int"])
    expect(desk.get_by_role("combobox", expanded=True)).to_be_focused()
    for expected in ("spacesuit", "spacewalk", "spacecraft", "spacesuit"):
        desk.keyboard.press("ArrowDown")
        chosen = desk.get_by_role("option", selected=True)
        expect(chosen).to_have_text(re.compile(f"^{expected}"))
        expect(prompt).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    desk.keyboard.press(key)
    expect(prompt).to_have_value("spacesuit")
    expect(prompt).to_be_focused()
    expect(options).to_have_count(0)
    expect(desk.get_by_role("textbox", name="Python to run in the console")).to_be_focused()
    assert prompt.get_attribute("aria-activedescendant") is None


def test_list_opens_at_the_cursor_and_within_the_window(desk: Page, prompt: Locator, options: Locator) -> None:
    desk.keyboard.type("spacecraft; session.")
    desk.keyboard.press("Tab")
    expect(options.first).to_be_visible()
    at = desk.get_by_role("listbox").bounding_box()
    box = prompt.bounding_box()
    assert at is not None
    assert box is not None
    assert box["x"] + 100 < at["x"] < box["x"] + 300
    assert box["y"] + 10 < at["y"] < box["y"] + 40
    assert at["y"] + at["height"] <= 900
    desk.keyboard.press("Escape")


def test_typing_on_leaves_fewer_and_none_closes(desk: Page, prompt: Locator, options: Locator) -> None:
    desk.keyboard.type("session.")
    desk.keyboard.press("Tab")
    expect(options.filter(has_text=re.compile("^add_all"))).to_have_count(1)
    desk.keyboard.type("add")
    expect(options).to_have_count(2)
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(prompt).to_have_value("session.add_all")
    desk.keyboard.type(" if space")
    desk.keyboard.press("Control+Space")
    expect(options).to_have_count(3)
    desk.keyboard.type("x")
    expect(options).to_have_count(0)
    expect(prompt).to_have_value("session.add_all if spacex")


def test_one_escape_closes_the_list_and_the_next_tab_leaves(desk: Page, prompt: Locator, options: Locator) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Tab")
    expect(options).to_have_count(3)
    desk.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(prompt).to_have_value("space")
    desk.keyboard.press("Tab")
    expect(prompt).not_to_be_focused()


def test_escape_without_a_list_makes_the_next_tab_leave_and_no_later_one(
    desk: Page, prompt: Locator, options: Locator
) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")
    expect(prompt).not_to_be_focused()
    prompt.click()
    desk.keyboard.press("Escape")
    desk.keyboard.type("s")
    desk.keyboard.press("Tab")
    expect(prompt).to_have_value("spacesuit")


@pytest.mark.parametrize("text", ["nobody_knows_this", "spacecraft", "f(1)."])
def test_tab_after_what_nothing_completes_says_so_and_then_leaves(desk: Page, prompt: Locator, text: str) -> None:
    desk.locator("[data-announcer]").evaluate("element => { element.textContent = '' }")
    desk.keyboard.type(text)
    desk.keyboard.press("Tab")
    expect(desk.locator("[data-announcer]")).to_have_text("Nothing to complete here. Tab leaves the box.")
    expect(prompt).to_be_focused()
    desk.keyboard.press("Tab")
    expect(prompt).not_to_be_focused()


@pytest.mark.parametrize("text", ["", "    ", "f(", "x = ", "'a'", "12"])
def test_tab_leaves_where_no_name_stands_before_it(desk: Page, prompt: Locator, text: str) -> None:
    desk.keyboard.type(text)
    desk.keyboard.press("Tab")
    expect(prompt).not_to_be_focused()
    expect(prompt).to_have_value(text)


def test_shift_tab_leaves_from_an_open_list(desk: Page, prompt: Locator, options: Locator) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Tab")
    expect(options).to_have_count(3)
    desk.keyboard.press("Shift+Tab")
    expect(prompt).not_to_be_focused()
    expect(options).to_have_count(0)


def test_option_can_be_clicked(desk: Page, prompt: Locator, options: Locator) -> None:
    desk.keyboard.type("space")
    desk.keyboard.press("Tab")
    options.filter(has_text="spacewalk").click()
    expect(prompt).to_have_value("spacewalk")
    expect(prompt).to_be_focused()


def test_answer_completes_what_its_text_makes_and_runs_by_its_key(desk: Page, options: Locator) -> None:
    box = desk.get_by_role("textbox", name="Your answer")
    box.fill("with Session(engine) as work:\n    work.add")
    box.press("Tab")
    expect(options).to_have_count(2)
    desk.keyboard.press("Control+Enter")
    finished(desk)
    expect(options).to_have_count(0)
    expect(desk.locator("#verdict .verdict h3")).to_have_text("Not yet")
    expect(box).to_have_value("with Session(engine) as work:\n    work.add")
