"""Where things stand on the page."""

from playwright.sync_api import Locator, Page


def row(page: Page, line: int) -> Locator:
    return page.locator(f'.step[data-line="{line}"]')


def source(page: Page, line: int) -> Locator:
    return page.locator(f'[data-entry="2"] .source [data-line="{line}"]')


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel", name=name)
