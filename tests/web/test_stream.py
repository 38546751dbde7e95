"""A database that fails when what has been recorded is to be told."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route, expect
from sqlalchemy import create_engine, text

from tests.web.editing import type_at_prompt
from tests.web.sending import STREAM, lines_of
from webapp.store.store import Store

ERROR = {
    "name": "store",
    "message": "This has run and is kept, but the database does not answer now. Try again in a moment.",
    "retry_after": 2,
}


def execute(store: Store, statement: str) -> None:
    engine = create_engine(store._url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@contextmanager
def without_progress(store: Store) -> Iterator[None]:
    """The database lacks what only the telling reads."""
    execute(store, "ALTER TABLE progress RENAME TO elsewhere")
    try:
        yield
    finally:
        execute(store, "ALTER TABLE elsewhere RENAME TO progress")


@pytest.mark.parametrize("source", ["a = 2", "print('out')"], ids=["before any output", "after output"])
def test_error_after_a_recorded_run_is_a_line_and_the_same_id_gets_the_run(
    live: FlaskClient, store: Store, source: str
) -> None:
    live.post("/lessons/keep/run", json={"source": "0"})
    sent = {"source": source, "submission": str(uuid4())}  # from a page that does not stand there
    with without_progress(store):
        answer = live.post("/lessons/keep/run", json=sent, headers=STREAM)
        *events, last = lines_of(answer)
    assert answer.status_code == 200
    assert all(set(each) == {"event"} for each in events)
    assert last == {"error": ERROR}
    again = live.post("/lessons/keep/run", json=sent, headers=STREAM)
    document = lines_of(again)[-1]
    assert [entry["source"] for entry in document["entries"]] == [source]
    assert document["html"]["transcript"].count("<li") == 2


def test_error_after_a_recorded_run_is_503_without_a_stream(live: FlaskClient, store: Store) -> None:
    live.post("/lessons/keep/run", json={"source": "0"})
    with without_progress(store):
        answer = live.post("/lessons/keep/run", json={"source": "1"})
    assert (answer.status_code, answer.headers["Retry-After"], answer.json) == (503, "2", {"error": ERROR})


def test_page_tries_again_by_itself_and_runs_once(page: Page, store: Store) -> None:
    type_at_prompt(page, "count = 0\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    page.evaluate("document.querySelector('main').dataset.position = 'elsewhere'")
    with without_progress(store):
        type_at_prompt(page, "count += 1; print(count)\n")
        expect(page.locator("[data-run-state]")).to_contain_text("Trying again")
    expect(page.locator(".entry.is-ok")).to_have_count(2)
    expect(page.locator(".entry .printed")).to_have_text("1\n")
    expect(page.locator("[data-problem]")).to_be_hidden()


def test_run_that_is_sent_again_by_hand_has_the_same_id(page: Page) -> None:
    type_at_prompt(page, "count = 0\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route)
        route.fetch()
        route.fulfill(status=500, json={"error": {"name": "internal", "message": "Broken.", "retry_after": None}})

    page.route("**/run", lose)
    type_at_prompt(page, "count += 1; print(count)\n")
    expect(page.locator("[data-problem] p")).to_have_text("Broken.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".entry .printed")).to_have_text("1\n")
    type_at_prompt(page, "count += 1; print(count)\n")
    expect(page.locator(".entry .printed").last).to_have_text("2\n")
