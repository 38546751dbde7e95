"""What is set in the dialog, and a plain text box in place of the editor."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import finished


def open_settings(page: Page) -> Locator:
    page.get_by_role("button", name="Settings and keys").click()
    return page.get_by_role("dialog", name="Settings")


def set_plain(page: Page) -> None:
    open_settings(page).get_by_role("checkbox", name="Plain text box").check()
    page.keyboard.press("Escape")
    expect(page.locator(".cm-editor:visible")).to_have_count(0)  # the plain box comes a moment later


def in_lesson(page: Page, *, plain: bool = True) -> Page:
    page.goto("/lessons/context-managers")
    expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()
    if plain:
        set_plain(page)
        for box in ("#answer-source", "#console-source"):  # what completes comes a moment later
            expect(page.locator(box)).to_have_attribute("aria-autocomplete", "list")
    return page


def test_dialog_gives_focus_back_and_its_settings_outlive_a_reload(page: Page) -> None:
    page.goto("/")
    dialog = open_settings(page)
    dialog.get_by_role("radio", name="Dark").check()
    dialog.get_by_role("checkbox", name="Wrap long lines").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark colours", include_hidden=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Settings and keys")).to_be_focused()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-wrap", "on")
    expect(open_settings(page).get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_role("radio", name="As the system").check()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Settings and keys")).to_be_focused()


def test_text_goes_along_from_the_editor_to_the_plain_box_and_back(page: Page) -> None:
    in_lesson(page, plain=False)
    page.locator("[data-answer-editor] .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("typed = 'in the editor'")
    set_plain(page)
    box = page.get_by_role("textbox", name="Your answer")
    expect(box).to_have_value("typed = 'in the editor'")
    expect(page.locator(".cm-editor:visible")).to_have_count(0)
    box.fill("typed = 'plainly'")
    open_settings(page).get_by_role("checkbox", name="Plain text box").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("[data-answer-editor] .cm-content")).to_have_text("typed = 'plainly'")


def test_plain_answer_is_run_by_the_keyboard_and_kept_as_a_draft(page: Page) -> None:
    in_lesson(page)
    box = page.get_by_role("textbox", name="Your answer")
    box.fill("print('plain')")
    page.keyboard.press("Control+Enter")
    finished(page)
    expect(page.locator("#verdict .verdict h3")).to_have_text("Not yet")
    box.press("End")
    page.keyboard.type("  # a draft")
    page.reload()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("print('plain')  # a draft")


def test_plain_console_runs_at_enter_and_has_its_history(page: Page) -> None:
    in_lesson(page)
    prompt = page.get_by_role("textbox", name="Python to run in the console")
    prompt.click()
    page.keyboard.type("for i in range(2):\n")
    expect(prompt).to_have_value("for i in range(2):\n    ")
    page.keyboard.type("print(i + 40)\n\n")
    expect(page.locator(".entry .printed")).to_have_text("40\n41\n")
    finished(page)
    page.keyboard.type("6 * 7\n")
    expect(page.locator(".entry .printed").last).to_have_text("42\n")
    finished(page)
    expect(prompt).to_be_focused()
    expect(prompt).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(prompt).to_have_value("6 * 7")
    page.keyboard.press("ArrowUp")
    expect(prompt).to_have_value("for i in range(2):\n    print(i + 40)")
    page.keyboard.press("Tab")
    expect(prompt).not_to_be_focused()


def test_plain_box_takes_back_a_level_of_indentation_and_what_was_dropped(page: Page) -> None:
    in_lesson(page)
    prompt = page.get_by_role("textbox", name="Python to run in the console")
    prompt.click()
    page.keyboard.type("if a:\nif b:\n")
    expect(prompt).to_have_value("if a:\n    if b:\n        ")
    page.keyboard.press("Backspace")
    expect(prompt).to_have_value("if a:\n    if b:\n    ")
    page.keyboard.type("b = 1  ")
    page.keyboard.press("Backspace")
    expect(prompt).to_have_value("if a:\n    if b:\n    b = 1 ")
    page.keyboard.press("Control+C")
    expect(prompt).to_have_value("")
    page.keyboard.press("Control+Z")
    expect(prompt).to_have_value("if a:\n    if b:\n    b = 1 ")


def test_long_lines_wrap_where_that_is_set(page: Page) -> None:
    in_lesson(page, plain=False)
    page.locator("[data-answer-editor] .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("print('long')  # " + "word " * 60)
    scroller = page.locator("[data-answer-editor] .cm-scroller")
    overflows = "element => element.scrollWidth > element.clientWidth"
    assert scroller.evaluate(overflows)
    open_settings(page).get_by_role("checkbox", name="Wrap long lines").check()
    assert not scroller.evaluate(overflows)
