import pytest

from tests.checks.making import exercise, failed_probe, raised, ran, rows_probe, seen, value_probe
from webapp.checks.failures import failures
from webapp.checks.judge import judge
from webapp.observation import Observation

COMMITTED = {"sql": {"COMMIT": 1}}
KEYED = {"raises": {"type": "KeyError"}}
SIX = {"value": {"of": "count", "is": 6}}
ROWS = {"rows": {"of": "SELECT 1", "are": [[1]]}}


def told(checks: list[dict[str, object]], observation: Observation, probed: object = None) -> list[tuple[object, ...]]:
    step, evidence = exercise(*checks), seen(observation, probed)  # type: ignore[arg-type]
    found = failures(step, evidence, None)
    assert judge(step, evidence).passed is (not found)
    assert judge(step, evidence).author_fault is any(each.author_fault for each in found)
    return [(each.check, each.looked_at, each.says.split(". ")[0]) for each in found]


def test_answer_that_passes_has_no_failure() -> None:
    assert told([COMMITTED, KEYED], raised("KeyError", sql=("COMMIT",))) == []


def test_each_failing_check_is_named_by_its_index() -> None:
    probed = value_probe("count", 7) | rows_probe("SELECT 1", [2])
    assert told([COMMITTED, SIX, ROWS], ran(sql=("COMMIT",)), probed) == [
        (1, "The value of `count`", "Expected 6, got 7."),
        (2, "The rows that are stored", "The number of rows is right (1), but 1 of them differs"),
    ]


def test_order_is_the_authors_also_where_the_verdict_begins_with_the_ending() -> None:
    assert [index for index, *_ in told([COMMITTED, KEYED], ran())] == [0, 1]


@pytest.mark.parametrize(
    ("observation", "says"),
    [
        (raised(), "Your answer ended in an exception"),
        (ran(outcome="killed", note="Too long."), "Your answer was stopped before its end"),
    ],
    ids=["exception", "killed"],
)
def test_ending_alone_is_told_where_checks_fail_by_it(observation: Observation, says: str) -> None:
    assert told([SIX, COMMITTED], observation) == [(None, "How your answer ended", says)]


def test_broken_check_is_named_as_the_authors_fault() -> None:
    (found,) = told([COMMITTED, ROWS], ran(sql=("COMMIT",)), failed_probe("rows", "SELECT 1", "near: syntax error"))
    assert found[0] == 1
    assert str(found[2]).startswith("This exercise cannot be checked: its query SELECT 1 is not SQL")


def test_solution_that_fails_is_no_single_checks_fault() -> None:
    step = exercise({"output": "same"})
    (found,) = failures(step, seen(), seen(raised()))
    assert (found.check, found.author_fault) == (None, True)
