"""What the tabs show of a snippet in a real browser, on a desk's screen."""

import re

from playwright.sync_api import Browser, Page, Route, expect

from tests.web.looking.conftest import History, opened
from tests.web.looking.parts import panel, row

BUSY = {"error": {"name": "store", "message": "The database does not answer.", "retry_after": 2}}


def test_earlier_snippet_is_looked_at_and_the_latest_again(page: Page) -> None:
    entry = page.locator('[data-entry="1"]')
    entry.hover()
    entry.get_by_role("link", name="Look at what this snippet did").click()
    expect(page.locator("[data-of-what]")).to_contain_text("Earlier: import os")
    expect(panel(page, "Timeline")).to_contain_text("refused before its first line")
    for name in ("Session", "Tables", "SQL"):
        page.get_by_role("tab", name=name).click()
        expect(panel(page, name).locator(".empty")).to_be_visible()
    page.get_by_role("link", name="Back to the latest").click()
    expect(page.locator("[data-of-what]")).to_be_hidden()
    expect(panel(page, "SQL")).to_contain_text("DELETE FROM astronauts")


def test_tables_as_others_see_them_stay_so_from_step_to_step_and_over_a_reload(page: Page) -> None:
    page.get_by_role("tab", name="Tables").click()
    page.get_by_role("slider", name="Step").fill("9")
    tables = panel(page, "Tables")
    expect(tables.locator("tr.gone")).to_be_visible()
    page.get_by_role("checkbox", name="As others see it").check()
    expect(tables.locator("tr.gone")).to_be_hidden()
    expect(tables.locator("tr.theirs")).to_contain_text("Marsh")
    page.get_by_role("slider", name="Step").fill("4")
    expect(tables.locator("tbody tr:visible")).to_have_count(2)
    page.reload()
    expect(page.get_by_role("checkbox", name="As others see it")).to_be_checked()
    page.get_by_role("checkbox", name="As others see it").uncheck()
    page.reload()
    expect(page.get_by_role("checkbox", name="As others see it")).not_to_be_checked()


def test_step_asked_for_last_is_shown_whatever_comes_late(page: Page) -> None:
    asked: list[str] = []
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(re.findall(r"at=(\d+)", route.request.url)[0])
        if len(asked) == 1:
            held.append(route)
        else:
            route.continue_()

    page.get_by_role("tab", name="Session").click()
    page.route("**/snippets/**", hold)
    slider = page.get_by_role("slider", name="Step")
    for step in (11, 9, 6, 3):
        slider.fill(str(step))
    expect(panel(page, "Session")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(panel(page, "Session")).to_contain_text("After line 3")
    expect(panel(page, "Session")).not_to_have_attribute("aria-busy", "true")
    assert asked[:2] == ["11", "3"]
    assert set(asked[2:]) <= {"2", "4"}
    page.unroute("**/snippets/**")


def test_sql_is_copied_alone_and_whole(browser: Browser, looked_at: History) -> None:
    with opened(browser, looked_at, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("/lessons/keep")
        page.get_by_role("tab", name="SQL").click()
        delete = panel(page, "SQL").locator("li", has_text="DELETE FROM")
        delete.hover()
        delete.get_by_role("button", name="Copy this statement").click()
        expect(delete.get_by_role("button")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "DELETE FROM astronauts WHERE astronauts.id = ?;\n"
        page.get_by_role("button", name="Copy all").click()
        expect(page.locator("[data-copy-all]")).to_have_text("Copied")
        whole = page.evaluate("navigator.clipboard.readText()")
        assert whole.startswith("BEGIN;\n\nINSERT INTO")
        assert "\n-- (2,)\n\nROLLBACK;\n" in whole


def test_step_that_cannot_be_had_is_told_and_tried_again(page: Page) -> None:
    page.get_by_role("tab", name="Session").click()
    page.route("**/snippets/**", lambda route: route.fulfill(status=503, json=BUSY))
    page.get_by_role("slider", name="Step").fill("3")
    expect(page.locator("[data-trouble]")).to_have_text("The database does not answer.")
    expect(page.locator("[data-announcer]")).to_have_text("The database does not answer.")
    page.unroute("**/snippets/**")
    page.get_by_role("slider", name="Step").fill("4")
    expect(panel(page, "Session")).to_contain_text("After line 4")
    expect(page.locator("[data-trouble]")).to_be_hidden()


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, looked_at: History) -> None:
    with opened(browser, looked_at, reduced_motion="reduce") as page:
        page.goto("/lessons/keep")
        row(page, 9).locator(".met", has_text="rick").click()
        expect(page.locator("#object-2")).to_have_class(re.compile("is-shown"))
        assert page.evaluate("document.getAnimations().length") == 0
