"""The row of signs above a touch screen's keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import finished


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """The code of a lesson on a phone, touched by fingers."""
    size = {"width": 390, "height": 844}
    with browser.new_context(base_url=address, viewport=size, has_touch=True, is_mobile=True) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/lessons/context-managers")
        page.get_by_role("link", name="Code", exact=True).tap()
        yield page


def row(page: Page) -> Locator:
    return page.get_by_role("group", name="Symbols")


def test_row_stands_above_the_bottom_while_code_is_typed(phone: Page) -> None:
    expect(row(phone)).to_be_hidden()
    phone.locator("[data-answer-editor] .cm-content").tap()
    expect(row(phone)).to_be_visible()
    box = row(phone).bounding_box()
    bar = phone.locator("[data-panes]").bounding_box()
    assert box
    assert bar
    assert box["width"] == 390
    assert abs(box["y"] + box["height"] - bar["y"]) <= 1
    # A keyboard that shrinks the window.
    phone.set_viewport_size({"width": 390, "height": 440})
    expect(phone.locator("[data-panes]")).to_be_hidden()
    box = row(phone).bounding_box()
    assert box
    assert box["y"] + box["height"] == 440


def test_signs_are_large_enough_scroll_sideways_and_run_stays_in_sight(phone: Page) -> None:
    phone.locator("[data-answer-editor] .cm-content").tap()
    for button in row(phone).locator("button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["width"] >= 44
        assert box["height"] >= 44
    signs = row(phone).locator(".signs")
    assert signs.evaluate("each => each.scrollWidth > each.clientWidth")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    run = row(phone).get_by_role("button", name="Run").bounding_box()
    assert run
    assert run["x"] + run["width"] == 390


def test_signs_are_typed_without_taking_the_focus(phone: Page) -> None:
    editor = phone.locator("[data-console-editor] .cm-content")
    editor.tap()
    phone.keyboard.type("x")
    for name in ["Equals", "Opening bracket", "Closing bracket"]:
        row(phone).get_by_role("button", name=name).tap()
    expect(editor).to_have_text("x=[]")
    expect(editor).to_be_focused()
    row(phone).get_by_role("button", name="Run").tap()
    finished(phone)
    expect(phone.locator(".entry.is-ok")).to_have_count(1)
    expect(editor).to_be_focused()
    row(phone).get_by_role("button", name="Earlier").tap()
    expect(editor).to_have_text("x=[]")


def test_lines_are_indented_in_both_kinds_of_box(phone: Page) -> None:
    editor = phone.locator("[data-answer-editor] .cm-content")
    editor.tap()
    phone.keyboard.press("Control+A")
    phone.keyboard.insert_text("a = 1")
    expect(row(phone).get_by_role("button", name="Earlier")).to_be_hidden()
    row(phone).get_by_role("button", name="Indent", exact=True).tap()
    assert editor.locator(".cm-line").first.inner_text() == "    a = 1"
    phone.get_by_role("button", name="Settings and keys").tap()
    phone.get_by_role("checkbox", name="Plain text box").check()
    phone.keyboard.press("Escape")
    box = phone.locator("#answer-source")
    box.tap()
    row(phone).get_by_role("button", name="Indent less").tap()
    expect(box).to_have_value("a = 1")
    row(phone).get_by_role("button", name="Hash").tap()
    expect(box).to_have_value("a = 1#")


def test_row_is_only_there_where_it_is_set(phone: Page) -> None:
    phone.get_by_role("button", name="Settings and keys").tap()
    phone.get_by_role("checkbox", name="Row of symbols").uncheck()
    phone.keyboard.press("Escape")
    phone.locator("[data-answer-editor] .cm-content").tap()
    expect(row(phone)).to_be_hidden()


def test_nothing_is_corrected_or_capitalised_while_code_is_typed(phone: Page) -> None:
    boxes = phone.locator(".cm-content, textarea.code:not([hidden])").all()
    assert len(boxes) >= 4
    for box in boxes:
        for name, value in {"autocorrect": "off", "autocapitalize": "off", "spellcheck": "false"}.items():
            assert box.get_attribute(name) == value


def test_prompt_is_not_under_the_row_after_a_run(phone: Page) -> None:
    box = phone.locator("[data-console-editor] .cm-content")
    for _ in range(2):
        box.focus()
        phone.keyboard.insert_text("for number in range(20): print(number)\n")
        phone.keyboard.press("Control+Enter")
        finished(phone)
    expect(phone.locator("[data-transcript] > li")).to_have_count(2)
    expect(row(phone)).to_be_visible()
    prompt, signs = phone.locator("form.prompt").bounding_box(), row(phone).bounding_box()
    assert prompt
    assert signs
    assert prompt["y"] + prompt["height"] <= signs["y"]
