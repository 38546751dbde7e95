"""The tabs on a narrow screen."""

from playwright.sync_api import Browser, expect

from tests.web.looking.conftest import History, opened
from tests.web.looking.parts import panel

PHONE = {"width": 390, "height": 844}
PANELS = ("Timeline", "Session", "Tables", "SQL")


def test_every_panel_is_no_wider_than_a_phone(browser: Browser, looked_at: History) -> None:
    with opened(browser, looked_at, viewport=PHONE, has_touch=True) as page:
        page.goto("/lessons/keep")
        page.get_by_role("link", name="Code", exact=True).click()
        page.locator('[data-entry="2"] .look').tap()
        expect(page.locator("#data")).to_be_visible()
        for name in PANELS:
            page.get_by_role("tab", name=name).tap()
            for step in ("0", "4", "9"):
                page.get_by_role("slider", name="Step").fill(step)
                expect(panel(page, name)).not_to_have_attribute("aria-busy", "true")
                assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], (name, step)


def test_step_that_is_looked_at_is_in_sight_on_a_phone(browser: Browser, looked_at: History) -> None:
    with opened(browser, looked_at, viewport={"width": 390, "height": 500}, has_touch=True) as page:
        page.goto("/lessons/keep")
        page.get_by_role("link", name="Data", exact=True).tap()
        row, tellings = page.locator(".step.is-at"), page.locator(".tellings")
        for step in ("", "1", "9"):
            if step:
                page.get_by_role("slider", name="Step").fill(step)
                expect(row).to_have_attribute("data-step", step)
            top, below = page.locator(".data-bar").bounding_box(), tellings.bounding_box()
            box = row.bounding_box()
            assert top is not None
            assert below is not None
            assert box is not None
            assert top["y"] + top["height"] <= box["y"] + 1, step
            assert box["y"] < below["y"], step
