"""A connection that is lost while something runs, and pages that are reloaded then: what was sent has run once."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

from tests.web.editing import type_at_prompt

LOST = "Connection lost. Your text is kept; trying again."
SLOW = "import time\nprint('beg' + 'un')\ntime.sleep(1)\nprint('en' + 'ded')"
PRINTED = "begun\nended\n"


def begin(page: Page) -> None:
    """Runs what takes a second, until its first line is there."""
    type_at_prompt(page, "")
    page.keyboard.insert_text(SLOW)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".is-pending .printed")).to_contain_text("begun")


@contextmanager
def offline(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    expect(page.locator("[data-connection]")).to_have_text(LOST)
    yield
    page.context.set_offline(False)
    expect(page.locator("[data-connection]")).to_be_hidden()


def has_run_once(page: Page) -> None:
    expect(page.locator(".entry .printed")).to_have_text(PRINTED)
    expect(page.locator("main")).not_to_have_class("page is-running")
    expect(page.locator(".entry")).to_have_count(1)
    page.reload()
    expect(page.locator(".entry .printed")).to_have_text(PRINTED)
    expect(page.locator(".entry")).to_have_count(1)


def test_run_that_lost_its_connection_half_way_is_told_when_it_is_back_and_has_run_once(page: Page) -> None:
    begin(page)
    with offline(page):
        expect(page.locator("[data-run-state]")).to_have_text("Connection lost, trying again …")
    has_run_once(page)


def test_what_is_run_offline_runs_by_itself_when_the_connection_is_back(page: Page) -> None:
    with offline(page):
        type_at_prompt(page, "6 * 7\n")
        expect(page.locator("[data-run-state]")).to_have_text("Connection lost, trying again …")
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    expect(page.locator(".entry")).to_have_count(1)


def test_reload_in_mid_run_shows_that_it_still_runs_and_then_what_came_of_it(page: Page) -> None:
    begin(page)
    page.reload()
    expect(page.locator("[data-run-state]")).to_have_text("Running …")
    has_run_once(page)


def test_reload_before_the_server_heard_of_a_run_sends_it(page: Page) -> None:
    lost: list[Route] = []  # the first never gets there
    page.route("**/run", lambda route: route.continue_() if lost else lost.append(route))
    type_at_prompt(page, "6 * 7\n")
    expect(page.locator("[data-run-state]")).to_have_text("Running …")
    page.reload()
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    page.reload()
    expect(page.locator(".entry")).to_have_count(1)


def test_run_that_ends_while_a_reload_is_under_way_is_on_the_next_page(page: Page) -> None:
    held: list[Route] = []

    def answer_late(route: Route) -> None:
        made_for_a_stranger = route.fetch()
        with page.expect_request("**/snippets/**"):  # by the page that is being left, which has heard
            held[0].continue_()
        route.fulfill(response=made_for_a_stranger)

    # Without `times`: with its last handler gone, a request that waits would go on.
    page.route("**/run", lambda route: route.continue_() if held else held.append(route))
    type_at_prompt(page, "6 * 7\n")
    expect(page.locator("[data-run-state]")).to_have_text("Running …")
    page.route("**/lessons/keep", answer_late)
    page.reload()
    expect(page.locator(".entry .printed")).to_have_text("42\n")
    expect(page.locator(".entry")).to_have_count(1)


def test_gateway_that_lost_its_server_is_a_lost_connection(page: Page) -> None:
    answers = iter([502, 503, 504])
    page.route("**/run", lambda route: route.fulfill(status=code) if (code := next(answers, 0)) else route.continue_())
    type_at_prompt(page, "6 * 7\n")
    expect(page.locator(".entry .printed")).to_have_text("42\n")
