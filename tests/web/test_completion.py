"""What a Tab asks, over HTTP."""

import pytest
from flask.testing import FlaskClient

from tests.web.sending import run


def complete(client: FlaskClient, before: object, **more: object) -> dict[str, object]:
    answer = client.post("/lessons/keep/complete", json={"before": before} | more)
    assert answer.status_code == 200
    found: dict[str, object] = answer.get_json()
    return found


def test_completion_of_a_stranger_makes_no_visitor(live: FlaskClient) -> None:
    answer = live.post("/lessons/keep/complete", json={"before": "engi"})
    assert answer.get_json()["candidates"][0]["label"] == "engine"
    assert "Set-Cookie" not in answer.headers


def test_completion_has_candidates_and_the_call_around(live: FlaskClient) -> None:
    run(live, "def spacecraft(name, crew=3):\n    '''Flies.'''")
    assert complete(live, "spacec") == {
        "prefix": "spacec",
        "candidates": [{"label": "spacecraft", "kind": "function", "detail": "(name, crew)", "rank": 1}],
        "cut": False,
        "signature": None,
        "rebuilt": [],
    }
    assert complete(live, "spacecraft(1, ")["signature"] == {
        "name": "spacecraft",
        "parameters": ["name", "crew=3"],
        "active": 1,
        "doc": "Flies.",
    }


def test_completion_changes_neither_position_nor_transcript(live: FlaskClient) -> None:
    seen = run(live, "x = 20")["position"]
    complete(live, "x.")
    done = run(live, "x + 1", seen=seen)
    assert (done["whole"], done["rebuilt"], done["entries"][0]["output"]) == (False, [], "21\n")


@pytest.mark.parametrize("sent", [None, [], {"before": 3}, {"before": "x", "step": 3}, {"step": "say-it"}])
def test_completion_that_asks_nothing_is_refused(live: FlaskClient, sent: object) -> None:
    assert live.post("/lessons/keep/complete", json=sent).status_code == 400


def test_completion_of_an_unknown_step_or_lesson_is_not_found(live: FlaskClient) -> None:
    assert live.post("/lessons/keep/complete", json={"before": "x", "step": "nowhere"}).status_code == 404
    assert live.post("/lessons/nowhere/complete", json={"before": "x"}).status_code == 404
