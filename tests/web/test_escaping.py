"""Whatever comes from inside is text: here all of it is hostile."""

import re
from pathlib import Path

import pytest

from tests.web.conftest import Recorded
from webapp import web
from webapp.checks.verdict import Result, Shown, Verdict
from webapp.observation import Error, Event, Observation, Row, Statement, Table, Violation
from webapp.store.entries import NewAttempt, NewSnippet

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = "\"'><img src=x onerror=alert(1)>"
HOSTILE = SCRIPT + ATTRIBUTE

OBSERVATIONS = {
    "source": Observation(outcome="ok", source=HOSTILE, source_spans=[(HOSTILE[:8], 30), ("k", 900)]),
    "output": Observation(outcome="ok", events=[Event(kind="output", text=HOSTILE)]),
    "value with spans": Observation(outcome="ok", events=[Event(kind="value", text=HOSTILE, spans=[('"><b>', 5)])]),
    "traceback": Observation(outcome="error", events=[Event(kind="error", text=HOSTILE, spans=[("gr", 3), ("k", -9)])]),
    "error code": Observation(outcome="error", error=Error(type=HOSTILE, message=HOSTILE, code=HOSTILE)),
    "facts of an error": Observation(
        outcome="error",
        error=Error(
            type="DetachedInstanceError",
            message="lazy load operation",
            code=HOSTILE,
            facts={"name": HOSTILE, "type": HOSTILE, "attribute": HOSTILE},
        ),
    ),
    "violation": Observation(
        outcome="refused",
        source=HOSTILE,
        violations=[Violation(line=1, column=3, rule=HOSTILE, message=f"`{HOSTILE}`", instead=HOSTILE)],
    ),
    "note": Observation(outcome="killed", note=HOSTILE),
    "table": Observation(
        outcome="ok",
        tables=[
            Table(engine=HOSTILE, name=HOSTILE, columns=[HOSTILE], rows=[Row(values=[HOSTILE])], total=1),
            Table(engine="b", name="b", columns=["b"], rows=[Row(values=[{"blob": HOSTILE}])], total=1),
        ],
    ),
    "steps": Observation.model_validate(
        {
            "outcome": "ok",
            "source": HOSTILE,
            "steps": [
                {},
                {
                    "line": 1,
                    "function": HOSTILE,
                    "objects": [{"number": 1, "type": HOSTILE, "name": HOSTILE, "key": HOSTILE, "state": "pending"}],
                    "sessions": [{"number": 1, "name": HOSTILE, "type": HOSTILE, "engine": HOSTILE, "new": [1]}],
                },
                {
                    "line": 1,
                    "objects": [
                        {
                            "number": 1,
                            "type": HOSTILE,
                            "state": "persistent",
                            "attributes": [
                                {"name": HOSTILE, "state": "modified", "value": HOSTILE, "old": HOSTILE},
                                {"name": HOSTILE + "2", "state": "loaded", "refers": [1, 2]},
                            ],
                        }
                    ],
                },
            ],
        }
    ),
    "cause": Observation.model_validate(
        {
            "outcome": "ok",
            "steps": [{}, {"line": 1}],
            "statements": [
                {
                    "text": HOSTILE,
                    "step": 1,
                    "cause": {"kind": "expired", "by": HOSTILE, "type": HOSTILE, "attribute": HOSTILE, "object": 9},
                }
            ],
        }
    ),
    "SQL": Observation(
        outcome="ok",
        statements=[
            Statement(text=HOSTILE, parameters=HOSTILE, line=1, spans=[("k", 4)]),
            Statement(text=HOSTILE, mark="COMMIT"),
        ],
    ),
}


def harmless(page: str) -> bool:
    return (
        "<script>alert" not in page
        and "<img" not in page
        and "&lt;script&gt;alert(1)"
        in page.replace('</span><span class="k">', "")
        .replace('<span class="k">', "")
        .replace('<span class="gr">', "")
        .replace("</span>", "")
    )


@pytest.mark.parametrize("observation", OBSERVATIONS.values(), ids=OBSERVATIONS.keys())
def test_page_shows_hostile_parts_as_text(recorded: Recorded, observation: Observation) -> None:
    recorded.record(observation, HOSTILE)
    page = recorded.client.get("/lessons/keep").text
    assert harmless(page)


def test_verdict_shows_hostile_parts_as_text(recorded: Recorded) -> None:
    shown = Shown(text=HOSTILE, columns=[HOSTILE], rows=[[HOSTILE]], marks=[True])
    result = Result(passed=False, looked_at=HOSTILE, says=HOSTILE, expected=shown, came=shown)
    verdict = Verdict(passed=False, results=[result], mistake=HOSTILE)
    exercise = recorded.catalogue.get("keep").exercise("keep-one")
    recorded.store.record(
        recorded.visitor,
        "keep",
        transcript=None,
        start=recorded.catalogue.get("keep").start,
        step="keep-one",
        snippets=[NewSnippet(None, "answer", "keep-one", HOSTILE, Observation(outcome="ok", source=HOSTILE))],
        attempt=NewAttempt("keep-one", False, verdict.model_dump(mode="json"), exercise.digest),
    )
    page = recorded.client.get("/lessons/keep?exercise=keep-one").text
    assert harmless(page)
    assert "Not yet" in page


def test_templates_never_switch_escaping_off() -> None:
    templates = Path(web.__file__).parent / "templates"
    found = [path.name for path in templates.rglob("*.html") if re.search(r"\|\s*safe|autoescape", path.read_text())]
    assert found == []


def test_unknown_token_class_gives_no_element(recorded: Recorded) -> None:
    recorded.record(Observation(outcome="ok", events=[Event(kind="value", text="abc", spans=[("skip", 3)])]))
    page = recorded.client.get("/lessons/keep").text
    assert '<span class="value">abc</span>' in page


def test_address_is_shown_as_text_on_the_error_page(recorded: Recorded) -> None:
    page = recorded.client.get("/lessons/<script>alert(1)</script>").text
    assert "<script>alert" not in page
