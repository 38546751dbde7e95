"""The tabs in a real browser, on what was recorded before the page was opened."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Locator, Page, Route, expect
from werkzeug.serving import make_server

from tests.web.conftest import DESK, Recorded, make_app
from tests.web.lessons import write_course
from tests.web.observed import LIFE
from webapp.observation import Observation
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store

PHONE = {"width": 390, "height": 844}
BUSY = {"error": {"name": "store", "message": "The database does not answer.", "retry_after": 2}}
PANELS = ("Timeline", "Session", "Tables", "SQL")


@dataclass(frozen=True)
class History:
    """A visitor's history and where a server shows it. Tests only look at it, so they share it."""

    address: str
    cookie: str


@pytest.fixture(scope="module")
def looked_at(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("looking")
    store = Store(f"sqlite:///{copy(empty_store, folder / 'store.sqlite3')}")
    catalogue = write_course(folder)
    app = make_app(store, LocalSandboxes(folder / "nobody"), catalogue)
    recorded = Recorded(store, app.test_client(), store.add_visitor(), catalogue)
    recorded.record(Observation(outcome="refused", source="import os"))
    recorded.record(LIFE)
    signing = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signing is not None
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield History(f"http://127.0.0.1:{server.server_port}", signing.dumps({"visitor": recorded.visitor}))
    server.shutdown()
    thread.join()
    server.server_close()
    store.close()


@contextmanager
def opened(browser: Browser, looked_at: History, **more: object) -> Iterator[Page]:
    """A page of the visitor's. Whatever the browser complains of, a refused style say, fails the test."""
    complaints: list[str] = []
    with browser.new_context(base_url=looked_at.address, **{"viewport": DESK, **more}) as context:
        context.add_cookies([{"name": "savepoint", "value": looked_at.cookie, "url": looked_at.address}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert [text for text in complaints if not text.startswith("Failed to load resource")] == []


@pytest.fixture(scope="module")
def desk(browser: Browser, looked_at: History) -> Iterator[Page]:
    with opened(browser, looked_at) as page:
        yield page


@pytest.fixture
def page(desk: Page) -> Page:
    """The page on a desk's screen, as it is when it is opened for the first time."""
    desk.goto("/lessons/keep")
    desk.evaluate("localStorage.clear()")
    desk.reload()
    return desk


def row(page: Page, line: int) -> Locator:
    return page.locator(f'.step[data-line="{line}"]')


def source(page: Page, line: int) -> Locator:
    return page.locator(f'[data-entry="2"] .source [data-line="{line}"]')


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel", name=name)


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


def test_marks_can_be_opened_by_their_address(page: Page) -> None:
    page.goto("/lessons/keep?look=2&at=9#object-2")
    expect(page.get_by_role("tab", name="Session")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#object-2 .node.now")).to_have_text("deleted")
    page.locator('[data-entry="1"] .look').click(force=True)
    expect(page.locator("[data-of-what]")).to_contain_text("import os")
    assert page.evaluate("location.search") == ""


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
