"""What visitors meet while the operator has switched running off."""

import pytest
from flask.testing import FlaskClient

from webapp.attempts import pausing
from webapp.store.store import Store

BECAUSE = "we look at <something>"
TOLD = f"Running code is switched off for now: {BECAUSE}."


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pausing, "ASKED_EVERY", 0.0)


@pytest.mark.usefixtures("patient_stream")
def test_runs_are_refused_and_reading_goes_on(live: FlaskClient, store: Store) -> None:
    sent = {"source": "kept = 1\nkept", "submission": "before-the-pause"}
    done = live.post("/lessons/keep/run", json=sent).get_json()
    assert "switched off" not in live.get("/lessons/keep").text
    store.pause(BECAUSE)
    answer = live.post("/lessons/keep/run", json={"source": "2"})
    assert answer.status_code == 503
    assert answer.get_json()["error"]["name"] == "paused"
    assert answer.get_json()["error"]["message"].startswith(TOLD)
    assert int(answer.headers["Retry-After"]) > 10
    stream = live.post("/lessons/keep/run", json={"source": "2"}, headers={"Accept": "application/x-ndjson"})
    assert stream.status_code == 503
    form = live.post("/lessons/keep/run", data={"source": "2"})
    assert form.status_code == 503
    assert "we look at &lt;something&gt;" in form.text
    # What ran before is there, for who asks again too.
    assert live.post("/lessons/keep/run", json=sent).get_json()["entries"][0]["id"] == done["entries"][0]["id"]
    page = live.get("/lessons/keep").text
    assert "we look at &lt;something&gt;" in page
    assert f'data-entry="{done["entries"][0]["id"]}"' in page
    assert live.post("/lessons/keep/complete", json={"before": "kep"}).get_json()["candidates"] == []
    ready = live.get("/readyz")
    assert (ready.status_code, ready.get_json()["paused"][: len(TOLD)]) == (200, TOLD)
    store.end_pause()
    assert live.post("/lessons/keep/run", json={"source": "kept + 1"}).get_json()["entries"][0]["output"] == "2\n"
    assert "switched off" not in live.get("/lessons/keep").text
