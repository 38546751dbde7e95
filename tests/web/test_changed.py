"""The page of a lesson that changes while somebody has it open."""

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.web.conftest import Recorded
from tests.web.editing import answer_box, write_answer
from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.store.entries import NewSnippet

NOTE = "The lesson has changed since you began."


def shown(client: FlaskClient) -> bool:
    page = client.get("/lessons/keep").text
    return "hidden" not in page[: page.index(NOTE)].rpartition("<div")[2]


@pytest.mark.parametrize("old", [True, False], ids=["old", "present"])
def test_console_that_began_with_an_old_start_is_offered_the_new_one(recorded: Recorded, old: bool) -> None:
    start = Start(prelude="x = 1") if old else recorded.catalogue.get("keep").start
    snippets = [NewSnippet(None, "console", None, "x", Observation(outcome="ok"))]
    recorded.store.record(
        recorded.visitor, "keep", transcript=None, start=start, step=None, snippets=snippets, attempt=None
    )
    assert shown(recorded.client) is old


def test_nobody_is_offered_what_they_have(client: FlaskClient) -> None:
    assert shown(client) is False


def test_old_page_is_loaded_anew_by_a_click_and_keeps_what_was_typed(page: Page) -> None:
    page.evaluate("document.querySelector('#exercise-keep-one').dataset.start = '0'.repeat(32)")
    write_answer(page, "mine = 1")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-problem] p")).to_contain_text("what you did is kept")
    page.get_by_role("link", name="Reload the page").click()
    expect(page.locator("[data-problem]")).to_be_hidden()
    expect(answer_box(page)).to_have_text("mine = 1")
    answer_box(page).click()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-verdict] h3")).to_have_text("Not yet")
    expect(page.get_by_role("link", name="Reload the page")).to_be_hidden()


def test_fresh_start_is_that_of_the_lesson_as_it_is(live: FlaskClient) -> None:
    assert live.post("/lessons/keep/run", json={"source": "x = 1"}).json["outdated"] is False
    after = live.post("/lessons/keep/reset", headers={"Accept": "application/json"}).json
    assert after["outdated"] is False
    again = live.post("/lessons/keep/run", json={"source": "x = 1", "seen": after["position"]}).json
    assert again["outdated"] is None
