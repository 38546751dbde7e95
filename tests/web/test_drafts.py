"""What stands in the answer box, and when it comes back."""

from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import DESK
from tests.web.editing import answer_box, write_answer

NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off') }})"


def run_answer(page: Page, text: str) -> None:
    write_answer(page, text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-verdict] h3")).to_be_visible()
    expect(page.locator("main")).not_to_have_class("page is-running")


def switch(page: Page) -> None:
    """To the other exercise and back."""
    page.locator('[data-work-on="say-it"]').click()
    expect(answer_box(page)).to_have_text("Write your answer here")
    page.locator('[data-work-on="keep-one"]').click()


def test_draft_is_kept_and_the_starter_comes_back(page: Page) -> None:
    starter = answer_box(page).text_content() or ""
    write_answer(page, "draft")
    page.reload()
    expect(answer_box(page)).to_have_text("draft")
    page.locator("[data-to-starter]").click()
    expect(answer_box(page)).to_have_text(starter)
    page.reload()
    expect(answer_box(page)).to_have_text(starter)


def test_starter_stays_after_an_answer_was_run(page: Page) -> None:
    starter = answer_box(page).text_content() or ""
    run_answer(page, "print(99)")
    page.locator("[data-to-starter]").click()
    switch(page)
    expect(answer_box(page)).to_have_text(starter)
    page.reload()
    expect(answer_box(page)).to_have_text(starter)


def test_answer_that_was_run_is_no_draft(page: Page) -> None:
    run_answer(page, "print(99)")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('draft'))") == []
    switch(page)
    expect(answer_box(page)).to_have_text("print(99)")
    write_answer(page, "print(98)")
    page.reload()
    expect(answer_box(page)).to_have_text("print(98)")
    write_answer(page, "print(99)")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('draft'))") == []


def test_without_storage_a_draft_lasts_as_long_as_the_page(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK) as context:
        context.add_init_script(NO_STORAGE)
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        run_answer(page, "print(1)")
        switch(page)
        expect(answer_box(page)).to_have_text("print(1)")
        write_answer(page, "print(2)")
        switch(page)
        expect(answer_box(page)).to_have_text("print(2)")
