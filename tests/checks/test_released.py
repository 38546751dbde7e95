from typing import Any

import pytest

from tests.checks.making import exercise, mistake, ran, rows_probe, seen
from webapp.checks.failures import failures
from webapp.checks.judge import judge
from webapp.observation import Statement

QUERY = "SELECT a, b FROM t"
STORED = {"rows": {"of": QUERY, "are": [[1, "a"]]}}
SENT = {
    "BEGIN": "BEGIN (implicit)",
    "COMMIT": "COMMIT",
    "COMMIT by RELEASE": "COMMIT (by RELEASE)",
    "SAVEPOINT": "SAVEPOINT a",
    "RELEASE": "RELEASE SAVEPOINT a",
    "ROLLBACK": "ROLLBACK",
}
INSERT = "INSERT INTO t VALUES (1, 'a')"


def passes(sent: str, *checks: dict[str, Any]) -> bool:
    """Whether an answer passes that left the right row and sent this; the author is told the same as the student."""
    statements = [
        Statement.model_validate({"text": SENT.get(each, INSERT), "mark": each.split()[0] if each in SENT else None})
        for each in sent.split(", ")
    ]
    task, came = exercise(*checks), seen(ran(statements=statements), rows_probe(QUERY, [1, "a"]))
    verdict = judge(task, came)
    assert verdict.passed == (failures(task, came, None) == [])
    return verdict.passed


def test_rows_that_only_a_release_has_kept_fail() -> None:
    assert not passes("BEGIN, SAVEPOINT, INSERT, RELEASE, COMMIT by RELEASE, ROLLBACK", STORED)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("BEGIN, SAVEPOINT, INSERT, RELEASE, COMMIT by RELEASE, COMMIT", id="committed afterwards"),
        pytest.param("BEGIN, SAVEPOINT, RELEASE, COMMIT by RELEASE, INSERT, COMMIT", id="nothing written in it"),
        pytest.param("BEGIN, INSERT, SAVEPOINT, RELEASE, COMMIT", id="within a transaction"),
        pytest.param("SAVEPOINT, RELEASE, COMMIT by RELEASE", id="nothing written"),
    ],
)
def test_rows_that_a_commit_keeps_pass(sent: str) -> None:
    assert passes(sent, STORED)


@pytest.mark.parametrize(
    "check",
    [
        pytest.param({"sql": {"INSERT": 1}}, id="committed rows are not asked for"),
        pytest.param({"all": [STORED, {"sql": {"SAVEPOINT": ">= 1"}}]}, id="savepoints are counted"),
        pytest.param({"all": [STORED, {"sql": {"sequence": ["RELEASE", "COMMIT"]}}]}, id="savepoints are in order"),
    ],
)
def test_exercise_that_is_about_something_else_or_about_savepoints_is_left_alone(check: dict[str, Any]) -> None:
    assert passes("BEGIN, SAVEPOINT, INSERT, RELEASE, COMMIT by RELEASE, ROLLBACK", check)


def test_reason_is_told_and_no_mistake_of_the_authors() -> None:
    sent = [
        Statement(text=INSERT),
        Statement.model_validate({"text": "RELEASE SAVEPOINT a", "mark": "RELEASE"}),
        Statement.model_validate({"text": "COMMIT (by RELEASE)", "mark": "COMMIT"}),
    ]
    once = mistake("There is one row.", {"rows": {"of": QUERY, "are": [[1, "a"]]}})
    task = exercise(STORED, mistakes=(once,))
    verdict = judge(task, seen(ran(statements=sent), rows_probe(QUERY, [1, "a"])))
    assert [result.passed for result in verdict.results] == [False, True]
    assert "`begin_nested()` sets a mark within a transaction" in verdict.results[0].says
    assert verdict.mistake == ""  # which is about what the checks find
