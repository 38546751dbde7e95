"""What is typed into the two editors of the page."""

from playwright.sync_api import Locator, Page


def type_at_prompt(page: Page, text: str) -> None:
    """Types at the console's prompt; a line end is Enter."""
    page.locator("[data-console-editor] .cm-content").click()
    page.keyboard.type(text)


def answer_box(page: Page) -> Locator:
    """The text in the answer box."""
    return page.locator("[data-answer-editor] .cm-content")


def write_answer(page: Page, text: str) -> None:
    """Replaces what is in the answer box."""
    answer_box(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
