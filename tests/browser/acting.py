"""What a student does with hands: typing, running, reading what is there."""

from playwright.sync_api import Locator, Page, expect


def type_code(page: Page, box: Locator, code: str, newline: str = "Enter") -> None:
    """Replaces what is in an editor by typing `code`, line by line, over the indentation the editor proposes."""
    box.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    for number, line in enumerate(code.rstrip("\n").split("\n")):
        if number:
            page.keyboard.press(newline)
            page.keyboard.press("Shift+Home")
        page.keyboard.insert_text(line) if line else page.keyboard.press("Delete")


def answer(page: Page, exercise: str, code: str) -> Locator:
    """Takes an exercise, types an answer, runs it by the keyboard; its verdict."""
    page.locator(f'[data-work-on="{exercise}"]').click()
    type_code(page, page.locator("[data-answer-editor] .cm-content"), code)
    page.keyboard.press("Control+Enter")
    finished(page)
    return page.locator("#verdict .verdict")


def console(page: Page, code: str) -> Locator:
    """Types into the console and runs it; the entry it made in the transcript."""
    type_code(page, page.locator("[data-console-editor] .cm-content"), code, newline="Shift+Enter")
    page.keyboard.press("Control+Enter")
    finished(page)
    return page.locator("[data-transcript] > li").last


def finished(page: Page) -> None:
    """Waits until nothing runs."""
    expect(page.locator("main")).not_to_have_class("page is-running")
