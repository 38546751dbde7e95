"""The menu that downloads."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.editing import type_at_prompt


def test_menu_downloads_without_javascript_too(plain: Page) -> None:
    plain.locator("#console-source").fill("6 * 7")
    plain.locator("[data-console-form]").get_by_role("button", name="Run").click()
    expect(plain.locator(".entry .printed")).to_have_text("42\n")
    assert "#> 42" in downloaded(plain, "Python script")


def test_menu_downloads_what_was_run_and_closes_by_escape(page: Page) -> None:
    type_at_prompt(page, "6 * 7\n")
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    assert ">>> 6 * 7\n42\n" in downloaded(page, "Doctest")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Doctest")).to_be_hidden()


def downloaded(page: Page, name: str) -> str:
    page.locator("summary").filter(has_text="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    assert waiting.value.suggested_filename.startswith("keep-transcript.")
    return Path(waiting.value.path()).read_text()
