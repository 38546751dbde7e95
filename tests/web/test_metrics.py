"""The figures for Prometheus: who may read them, and what they count."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families as parsed

from tests.web.conftest import SETTINGS, make_app
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation, Violation
from webapp.sandbox.launch import Launched
from webapp.store.store import Store

TOKEN = "a long token that nobody guesses"
FOREIGN = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def guarded(store: Store, catalogue: Catalogue, launched: Launched) -> FlaskClient:
    return make_app(store, launched.sandboxes, catalogue, replace(SETTINGS, metrics_token=TOKEN)).test_client()


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """By name and the values of the labels."""
    with client.get("/metrics") as answer:
        assert answer.status_code == 200
        text = answer.text
    return {
        (sample.name, *(sample.labels[key] for key in sorted(sample.labels))): sample.value
        for family in parsed(text)
        for sample in family.samples
    }


def post(client: FlaskClient, source: str) -> None:
    with client.post("/lessons/keep/run", json={"source": source}) as answer:
        assert answer.status_code in (200, 503)


def test_runs_requests_and_refusals_are_counted(live: FlaskClient) -> None:
    for source in ("1 + 1", "1 / 0", "import os\nimport sys", "eval('1')", "while True: pass"):
        post(live, source)
    seen = figures(live)
    runs = {key[1:]: value for key, value in seen.items() if key[0] == "savepoint_runs_total"}
    assert runs == {
        ("console", "ok"): 1,
        ("console", "error"): 1,
        ("console", "refused"): 2,
        ("console", "interrupted"): 1,
    }
    assert seen["savepoint_run_seconds_count", "console"] == 5
    assert seen["savepoint_requests_total", "runs.run", "2xx"] == 5
    assert seen["savepoint_request_seconds_count", "runs.run"] == 5
    refusals = {key[1]: value for key, value in seen.items() if key[0] == "savepoint_refusals_total"}
    assert refusals["import"] == 1
    assert sum(refusals.values()) == 2
    assert seen["savepoint_supervisors_up",] == 1
    assert seen["savepoint_sandboxes_live", "here"] >= 1
    # On a busy machine it is time, and not processor time, that ends the loop.
    assert sum(value for key, value in seen.items() if key[0] == "savepoint_sandboxes_interrupted_total") >= 1


def test_repeat_is_counted_as_one(live: FlaskClient) -> None:
    for _ in range(2):
        live.post("/lessons/keep/run", json={"source": "1", "submission": "the-same-again"}).close()
    seen = figures(live)
    assert seen["savepoint_runs_total", "console", "ok"] == 1
    assert seen["savepoint_runs_total", "console", "repeated"] == 1


def test_run_that_came_to_nothing_is_counted_by_its_error(client: FlaskClient) -> None:
    post(client, "1")
    seen = figures(client)
    assert seen["savepoint_runs_total", "console", "busy"] == 1
    assert seen["savepoint_requests_total", "runs.run", "5xx"] == 1
    assert seen["savepoint_supervisors_up",] == 0


def test_nothing_that_is_sent_becomes_a_label(client: FlaskClient) -> None:
    client.get("/lessons/marker-in-path", headers={"User-Agent": "marker-agent"}).close()
    client.get("/marker/elsewhere?marker=1").close()
    client.open("/lessons/keep", method="MARKER").close()
    client.post("/lessons/keep/run", json={"source": "marker", "kind": "marker", "step": "marker"}).close()
    with client.get("/metrics") as answer:
        assert "marker" not in answer.text.lower()
        assert set(re.findall(r'endpoint="([^"]+)"', answer.text)) == {"lesson.page", "none", "runs.run"}


def test_rule_that_is_none_is_counted_as_other(live: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    forged = Observation(outcome="refused", violations=[Violation(line=1, column=1, rule="marker", message="")])
    monkeypatch.setattr("webapp.sandbox.turn._observation", lambda *_: forged)
    post(live, "1")
    seen = figures(live)
    assert seen["savepoint_refusals_total", "other"] == 1
    assert not [key for key in seen if "marker" in key]


def test_strangers_are_refused(guarded: FlaskClient) -> None:
    assert guarded.get("/metrics").status_code == 200
    assert guarded.get("/metrics", environ_base=FOREIGN).status_code == 403
    assert guarded.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403
    assert guarded.get("/metrics", headers={"Host": "savepoint.example"}).status_code == 403


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00fc"])
def test_wrong_token_is_refused(guarded: FlaskClient, given: str) -> None:
    assert guarded.get("/metrics", headers={"Authorization": given}, environ_base=FOREIGN).status_code == 403


def test_token_lets_in_from_anywhere(guarded: FlaskClient) -> None:
    answer = guarded.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, environ_base=FOREIGN)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    assert "Set-Cookie" not in answer.headers


def test_without_a_token_an_empty_one_is_refused(client: FlaskClient) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}, environ_base=FOREIGN).status_code == 403
