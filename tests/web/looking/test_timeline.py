"""From step to step in a real browser, on what was recorded before the page was opened."""

import re

from playwright.sync_api import Page, expect

from tests.web.looking.parts import panel, row, source


def test_slider_and_arrow_keys_step_and_session_and_tables_follow(page: Page) -> None:
    page.get_by_role("tab", name="Session").click()
    slider = page.get_by_role("slider", name="Step")
    slider.focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "line 3")
    expect(panel(page, "Session")).to_contain_text("After line 3 session.add(annie)")
    expect(panel(page, "Session").locator(".compartment").first).to_contain_text("annie")
    expect(slider).to_be_focused()
    page.get_by_role("link", name="Step on").click()
    page.get_by_role("tab", name="Tables").click()
    expect(panel(page, "Tables")).to_contain_text("After line 4")
    expect(panel(page, "Tables").locator("tr.inserted")).to_contain_text("Montrose")
    expect(source(page, 4)).to_have_class(re.compile("is-here"))


def test_arrow_keys_go_from_row_to_row_and_say_why(page: Page) -> None:
    row(page, 12).locator(".go").focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(row(page, 9).locator(".go")).to_be_focused()
    expect(row(page, 9).locator(".go")).to_have_attribute("aria-current", "step")
    expect(page.locator(".telling:visible")).to_contain_text("Flush: session.flush sent the deleted rick.")
    expect(page.locator(".telling:visible")).to_contain_text("rick went from persistent to deleted")
    page.keyboard.press("Home")
    expect(page.locator('.step[data-step="0"] .go')).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("link", name="Step back")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("End")
    expect(row(page, 12).locator(".go")).to_be_focused()


def test_tab_key_stops_at_one_row_and_goes_on_to_its_marks(page: Page) -> None:
    row(page, 10).locator(".go").click()
    page.keyboard.press("Tab")
    expect(row(page, 10).locator(".met").first).to_be_focused()
    stops = page.locator("#panel-timeline table a[href]:not([tabindex='-1'])")
    assert stops.count() == row(page, 10).locator("a").count()


def test_line_lights_up_where_its_mark_is_pointed_at_and_the_other_way_round(page: Page) -> None:
    lit = re.compile("is-lit")
    row(page, 9).locator(".sent").hover()
    expect(source(page, 9)).to_have_class(lit)
    source(page, 10).hover()
    expect(row(page, 10)).to_have_class(lit)
    expect(source(page, 9)).not_to_have_class(lit)
    page.locator("h1").hover()
    expect(page.locator(".is-lit")).to_have_count(0)
    row(page, 12).locator(".go").focus()
    expect(source(page, 12)).to_have_class(lit)
    source(page, 12).focus()
    expect(row(page, 12)).to_have_class(lit)
    page.keyboard.press("ArrowUp")
    expect(source(page, 11)).to_be_focused()
    expect(row(page, 11)).to_have_class(re.compile("is-at"))


def test_line_of_the_transcript_leads_to_its_step(page: Page) -> None:
    source(page, 7).click()
    expect(row(page, 7)).to_have_class(re.compile("is-at"))


def test_mark_opens_what_it_speaks_of_at_its_step(page: Page) -> None:
    row(page, 9).locator(".met", has_text="rick").click()
    expect(page.get_by_role("tab", name="Session")).to_have_attribute("aria-selected", "true")
    life = page.locator("#object-2")
    expect(life).to_have_attribute("open", "")
    expect(life.locator(".node.now")).to_have_text("deleted")
    expect(life.get_by_role("list", name="How it got there").get_by_role("listitem")).to_have_text(
        [re.compile("detached from before"), re.compile("persistent line 4"), re.compile("deleted line 9")]
    )
    page.get_by_role("tab", name="Timeline").click()
    row(page, 10).locator(".transaction").click()
    expect(panel(page, "SQL").locator("li.is-at")).to_contain_text("ROLLBACK")


def test_marks_can_be_opened_by_their_address(page: Page) -> None:
    page.goto("/lessons/keep?look=2&at=9#object-2")
    expect(page.get_by_role("tab", name="Session")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#object-2 .node.now")).to_have_text("deleted")
    page.locator('[data-entry="1"] .look').click(force=True)
    expect(page.locator("[data-of-what]")).to_contain_text("import os")
    assert page.evaluate("location.search") == ""
