from typing import Any

import pytest

from tests.checks.making import exercise, mistake, raised, ran, rows_probe, seen, value_probe
from webapp.checks.judge import judge
from webapp.checks.unmet import Unmet, speaker, unmet
from webapp.observation import Observation, Probe, Probed, Violation

REFUSED = ran(
    outcome="refused", violations=[Violation(line=2, column=1, rule="name", message="`open` is not available here.")]
)


PLAIN = exercise({"sql": {"COMMIT": 1}})


@pytest.mark.parametrize(
    ("when", "observation", "probed", "says"),
    [
        pytest.param(
            {"sql": {"SELECT": 3, "COMMIT": 0}},
            ran(sql=("SELECT 1", "SELECT 2", "COMMIT")),
            {},
            "sql: this `when` does not hold. SELECT: expected 3, got 2. COMMIT: expected 0, got 1.",
            id="counts",
        ),
        pytest.param(
            {"error": "KeyError"},
            raised("ValueError", "odd"),
            {},
            "error: this `when` expects KeyError, and the answer ended in ValueError in line 3: odd.",
            id="another exception",
        ),
        pytest.param(
            {"error": "KeyError"},
            ran(),
            {},
            "error: this `when` expects KeyError, and the answer ran to its end.",
            id="no exception",
        ),
        pytest.param(
            {"raises": {"type": "KeyError"}},
            REFUSED,
            {},
            "raises: this `when` expects KeyError, and the answer was refused in line 2 "
            "(`open` is not available here).",
            id="refused",
        ),
        pytest.param(
            {"outcome": "ok"}, ran(outcome="killed"), {}, "outcome: this `when` expects ok, got killed.", id="outcome"
        ),
        pytest.param(
            {"value": {"of": "count", "is": 6}},
            ran(),
            value_probe("count", 7),
            "value of `count`: this `when` expects 6, got 7.",
            id="value",
        ),
        pytest.param(
            {"value": {"of": "count", "is": 6}},
            ran(outcome="interrupted", note="It ran too long."),
            {},
            "value of `count`: this `when` expects 6, and it could not be looked at: the answer was interrupted "
            "(It ran too long).",
            id="value that nobody could look at",
        ),
        pytest.param(
            {"rows": {"of": "SELECT 1", "are": [[1]]}},
            ran(),
            rows_probe("SELECT 1", [2]),
            "rows of `SELECT 1`: this `when` expects [[1]], got [[2]].",
            id="rows",
        ),
        pytest.param(
            {"output": {"contains": "done"}},
            ran("begun\n"),
            {},
            "output: this `when` expects 'done' somewhere, got 'begun'.",
            id="output",
        ),
        pytest.param(
            {"output": {"is": "done"}}, ran(), {}, "output: this `when` expects 'done', got ''.", id="no output"
        ),
        pytest.param(
            {"value": {"of": "count"}},
            ran(),
            value_probe("count", 7),
            "This `when` cannot be looked at: count is to be what the solution gives, and the solution was not run.",
            id="nothing to compare with",
        ),
    ],
)
def test_condition_that_does_not_hold_is_told(
    when: dict[str, Any], observation: Observation, probed: dict[Probe, Probed], says: str
) -> None:
    assert unmet(PLAIN, mistake("Well.", when), seen(observation, probed), None) == [Unmet(0, says)]


def test_condition_of_several_is_named_by_its_index() -> None:
    known = mistake("Well.", {"outcome": "ok"}, {"error": "KeyError"})
    assert [each.index for each in unmet(PLAIN, known, seen(), None)] == [1]


def test_mistake_an_answer_did_not_get_to_is_told() -> None:
    (found,) = unmet(PLAIN, mistake("Well.", {"sql": {"COMMIT": 0}}), seen(raised()), None)
    assert found == Unmet(
        None,
        "The answer ended in NameError in line 3: name 'x' is not defined, and of such only a `when` counts that names "
        "the ending, by `error`, `outcome` or `raises`.",
    )


@pytest.mark.parametrize(
    ("observation", "index"), [(ran(), 1), (raised(), 2), (ran(outcome="killed"), None)], ids=["ok", "slip", "none"]
)
def test_speaker_is_the_mistake_whose_sentence_the_verdict_has(observation: Observation, index: int | None) -> None:
    step = exercise(
        {"sql": {"COMMIT": 1}},
        mistakes=(
            mistake("a", {"sql": {"COMMIT": 2}}),
            mistake("b", {"sql": {"COMMIT": 0}}),
            mistake("c", {"outcome": "error"}),
        ),
    )
    assert speaker(step, seen(observation), None) == index
    assert judge(step, seen(observation)).mistake == ("" if index is None else step.mistakes[index].says)
