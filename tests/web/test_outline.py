"""An exercise that had another id before."""

from pathlib import Path

import pytest

from tests.web.conftest import SETTINGS, Recorded, make_app
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation
from webapp.sandbox.client import LocalSandboxes
from webapp.store.entries import NewAttempt, NewSnippet

FORMER = ("oldest", "old")


def answered(recorded: Recorded, step: str, source: str) -> None:
    """An answer given when the exercise had that id."""
    lesson = recorded.catalogue.get("keep")
    result = {"passed": False, "looked_at": "the output", "says": f"of {step}"}
    recorded.store.record(
        recorded.visitor,
        "keep",
        transcript=None,
        start=lesson.start,
        step=step,
        snippets=[NewSnippet(None, "answer", step, source, Observation(outcome="ok"))],
        attempt=NewAttempt(step, False, {"passed": False, "results": [result]}, "digest"),
    )


def page(recorded: Recorded, query: str = "") -> str:
    """The lesson's page after `say-it` got its present id, up to the console."""
    keep, then = recorded.catalogue.lessons
    steps = [
        step.model_copy(update={"was": list(FORMER)}) if getattr(step, "id", "") == "say-it" else step
        for step in keep.steps
    ]
    renamed = Catalogue((keep.model_copy(update={"steps": steps}), then))
    client = make_app(recorded.store, LocalSandboxes(Path("nobody")), renamed, SETTINGS).test_client()
    with client.session_transaction() as cookie:
        cookie["visitor"] = recorded.visitor
    return client.get(f"/lessons/keep{query}").text.split('id="console"')[0]


def test_answer_under_a_former_id_is_shown_with_its_verdict(recorded: Recorded) -> None:
    answered(recorded, "old", "print('mine')")
    found = page(recorded)
    assert 'data-answer-box data-exercise="say-it"' in found
    assert found.count("print(&#39;mine&#39;)") == 2
    assert "of old" in found


@pytest.mark.parametrize("steps", [("old", "say-it"), ("oldest", "old"), ("say-it", "old")], ids="-".join)
def test_newest_answer_counts_whatever_the_id_was(recorded: Recorded, steps: tuple[str, str]) -> None:
    for number, step in enumerate(steps):
        answered(recorded, step, f"number = {number}")
    found = page(recorded)
    assert "number = 1" in found
    assert "number = 0" not in found


@pytest.mark.parametrize("name", [*FORMER, "say-it"])
def test_address_with_a_former_id_leads_to_the_exercise(recorded: Recorded, name: str) -> None:
    assert 'data-answer-box data-exercise="say-it"' in page(recorded, f"?exercise={name}")
