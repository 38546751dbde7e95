"""Drafts as the page sends them, and what a page that comes back is told."""

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.sending import run
from webapp.observation import Event, Observation
from webapp.store.store import Store

ADDRESS = "/lessons/keep/drafts/keep-one"


def test_draft_is_answered_by_its_version_and_a_moved_one_by_the_newer_text(recorded: Recorded) -> None:
    client = recorded.client
    assert client.put(ADDRESS, json={"text": "a", "version": 0}).json == {"version": 1}
    assert client.put(ADDRESS, json={"text": "ab", "version": 1}).json == {"version": 2}
    moved = client.put(ADDRESS, json={"text": "mine", "version": 1})
    assert moved.status_code == 409
    assert moved.json is not None
    assert (moved.json["text"], moved.json["version"], moved.json["error"]["name"]) == ("ab", 2, "moved")
    assert client.put("/lessons/keep/drafts", json={"text": "x =", "version": 0}).json == {"version": 1}
    standing = client.get("/lessons/keep/standing").json
    assert standing is not None
    assert standing["drafts"] == {"": {"text": "x =", "version": 1}, "keep-one": {"text": "ab", "version": 2}}


def test_draft_makes_no_visitor(client: FlaskClient) -> None:
    answer = client.put(ADDRESS, json={"text": "a", "version": 0})
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (403, None)


def test_draft_of_a_visitor_that_the_store_has_forgotten_is_refused(client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie["visitor"] = "long gone"
    assert client.put(ADDRESS, json={"text": "a", "version": 0}).status_code == 403


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        (ADDRESS, {"text": "x" * 4097, "version": 0}, 413),
        (ADDRESS, {"text": "\u00e9" * 2049, "version": 0}, 413),
        ("/lessons/keep/drafts/no-such-step", {"text": "a", "version": 0}, 404),
        ("/lessons/none/drafts/keep-one", {"text": "a", "version": 0}, 404),
        (ADDRESS, {"text": "a"}, 400),
        (ADDRESS, {"text": "a", "version": -1}, 400),
        (ADDRESS, {"text": "a", "version": 2**31}, 400),
        (ADDRESS, {"text": ["a"], "version": 0}, 400),
        (ADDRESS, ["a"], 400),
        (ADDRESS, {"text": "a\0b", "version": 0}, 400),
        (ADDRESS, {"text": "a\ud800b", "version": 0}, 400),
    ],
    ids=[
        "long",
        "long in bytes",
        "step",
        "lesson",
        "no version",
        "negative",
        "too large a number",
        "no text",
        "list",
        "NUL",
        "half a surrogate",
    ],
)
def test_draft_that_cannot_be_kept_is_told_why(recorded: Recorded, address: str, sent: object, status: int) -> None:
    answer = recorded.client.put(address, json=sent)
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["error"]["message"]
    assert recorded.store.drafts(recorded.visitor, "keep") == {}


def test_draft_from_another_site_is_refused(recorded: Recorded) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert recorded.client.put(ADDRESS, json={"text": "a", "version": 0}, headers=headers).status_code == 403


def test_standing_has_the_console_only_where_the_page_has_another(recorded: Recorded) -> None:
    recorded.record(Observation(outcome="ok", source="6 * 7", events=[Event(kind="value", text="42\n")]), "6 * 7")
    first = recorded.client.get("/lessons/keep/standing?seen=").json
    assert first is not None
    assert first["console"]["whole"]
    assert "42" in first["console"]["html"]["transcript"]
    again = recorded.client.get("/lessons/keep/standing", query_string={"seen": first["console"]["position"]}).json
    assert again is not None
    assert again["console"] is None


def test_standing_of_nobody_is_empty_and_makes_no_visitor(client: FlaskClient) -> None:
    answer = client.get("/lessons/keep/standing?seen=1.1")
    assert answer.json == {"visitor": False, "drafts": {}, "answers": {}, "console": None}
    assert answer.headers.get("Set-Cookie") is None


def test_standing_has_the_latest_answers_and_no_draft_from_before_them(live: FlaskClient, store: Store) -> None:
    run(live, "print('no')", kind="answer", step="say-it")
    live.put("/lessons/keep/drafts/say-it", json={"text": "print('it')", "version": 0})
    run(live, "print('it')", kind="answer", step="say-it")
    standing = live.get("/lessons/keep/standing").json
    assert standing is not None
    assert standing["answers"] == {"say-it": "print('it')"}
    assert standing["drafts"] == {"say-it": {"text": None, "version": 1}}
