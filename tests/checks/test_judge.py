from typing import Any

import pytest

from tests.checks.making import exercise, failed_probe, mistake, raised, ran, rows_probe, seen, value_probe
from webapp.checks.judge import judge
from webapp.checks.verdict import Verdict
from webapp.lessons.steps import Mistake
from webapp.observation import Observation, Violation

COMMITTED = {"sql": {"COMMIT": 1}}
FORGOT = mistake("Nobody committed.", {"sql": {"COMMIT": 0}})


def test_answer_that_satisfies_every_check_passes() -> None:
    verdict = judge(exercise(COMMITTED, {"output": {"is": "7"}}, mistakes=(FORGOT,)), seen(ran("7", sql=("COMMIT",))))
    assert verdict.passed
    assert [result.passed for result in verdict.results] == [True, True]
    assert verdict.mistake == ""
    assert not verdict.author_fault


def test_failure_tells_every_check_in_the_authors_order() -> None:
    verdict = judge(exercise({"output": {"is": "7"}}, COMMITTED, {"output": {"contains": "6"}}), seen(ran("6")))
    assert not verdict.passed
    assert [result.passed for result in verdict.results] == [False, False, True]


REFUSED = ran(
    outcome="refused",
    violations=[
        Violation(line=2, column=5, rule="name", message="`open` is not available here.", instead="Use the engine."),
        Violation(line=3, column=1, rule="name", message="Nor is this."),
    ],
)


@pytest.mark.parametrize(
    ("observation", "says"),
    [
        pytest.param(
            REFUSED,
            "Your answer was refused, so nothing of it ran. Line 2, column 5: `open` is not available here. "
            "Use the engine. (And 1 more.)",
            id="refused",
        ),
        pytest.param(
            ran(outcome="killed", note="It used more than 2 s of processor time."),
            "Your answer was stopped before its end. It used more than 2 s of processor time.",
            id="killed",
        ),
        pytest.param(
            ran(outcome="interrupted"),
            "Your answer was interrupted before its end. Nothing can be said about what it would have done.",
            id="interrupted",
        ),
        pytest.param(
            ran(outcome="crashed"),
            "The sandbox broke down while it ran your answer. Nothing can be said about what it would have done.",
            id="crashed",
        ),
    ],
)
def test_answer_that_was_not_run_to_its_end_is_told_and_nothing_else(observation: Observation, says: str) -> None:
    verdict = judge(exercise({"output": {"is": ""}}, {"value": {"of": "x"}}, mistakes=(FORGOT,)), seen(observation))
    assert not verdict.passed
    assert [(result.looked_at, result.says) for result in verdict.results] == [("How your answer ended", says)]
    assert verdict.mistake == ""
    assert not verdict.author_fault


def test_exception_comes_first_and_the_checks_after_it() -> None:
    observation = raised("ArgumentError", "Textual SQL should be text().", code="f405")
    verdict = judge(exercise({"output": {"is": ""}}), seen(observation))
    assert not verdict.passed
    ended, output = verdict.results
    assert ended.says == (
        "Your answer ended in an exception. ArgumentError in line 3: Textual SQL should be text(). "
        "SQLAlchemy explains it at https://sqlalche.me/e/21/f405"
    )
    assert output.says == "The output is as expected."


def test_expected_exception_is_no_failure() -> None:
    verdict = judge(exercise({"output": {"is": ""}}, {"raises": {"type": "KeyError"}}), seen(raised("KeyError", "'a'")))
    assert verdict.passed
    assert verdict.results[0].says == "It ended in KeyError, as expected."


def test_other_exception_than_expected_comes_first_and_once() -> None:
    verdict = judge(exercise({"output": {"is": ""}}, {"raises": {"type": "KeyError"}}), seen(raised()))
    assert [result.passed for result in verdict.results] == [False, True]
    assert verdict.results[0].says.startswith("Your answer ended in another exception than expected.")


@pytest.mark.parametrize(
    ("when", "observation", "says"),
    [
        pytest.param([{"sql": {"COMMIT": 0}}], ran(), "This one.", id="a check that holds"),
        pytest.param([{"sql": {"COMMIT": 0}}, {"output": {"is": "6"}}], ran("7"), "Another.", id="one of two holds"),
        pytest.param([{"sql": {"COMMIT": 0}}, {"output": {"is": "7"}}], ran("7"), "This one.", id="both hold"),
        pytest.param([{"error": "KeyError"}], raised("KeyError", "'a'"), "This one.", id="exception"),
        pytest.param(
            [{"error": "LookupError"}], raised("KeyError", "'a'", bases=["LookupError"]), "This one.", id="base"
        ),
        pytest.param([{"error": "KeyError"}], ran(), "Another.", id="no exception"),
        pytest.param([{"raises": {"matches": "a"}}], raised("KeyError", "'a'"), "This one.", id="raises"),
        pytest.param([{"outcome": "refused"}], REFUSED, "This one.", id="refused"),
        pytest.param([{"outcome": "ok"}, {"sql": {"COMMIT": 0}}], ran(), "This one.", id="outcome"),
        pytest.param([{"value": {"of": "unseen", "is": 1}}], ran(), "Another.", id="nobody looked"),
    ],
)
def test_first_mistake_whose_conditions_hold_is_told(
    when: list[dict[str, Any]], observation: Observation, says: str
) -> None:
    known = (mistake("This one.", *when), mistake("Another.", {"sql": {"COMMIT": 0}}))
    if observation is REFUSED:
        known = known[:1]
    verdict = judge(exercise({"sql": {"COMMIT": 5}}, mistakes=known), seen(observation))
    assert verdict.mistake == says


@pytest.mark.parametrize("error", ["NameError", "NoResultFound"])
def test_answer_that_ended_in_an_exception_is_not_taken_for_a_mistake_it_never_reached(error: str) -> None:
    wanted = exercise(COMMITTED, mistakes=(FORGOT, mistake("Which one?", {"error": error})))
    assert judge(wanted, seen(raised(error))).mistake == "Which one?"
    assert judge(exercise(COMMITTED, mistakes=(FORGOT,)), seen(raised(error))).mistake == ""


def test_exception_that_is_expected_keeps_no_mistake_from_being_told() -> None:
    wanted = exercise(COMMITTED, {"raises": {"type": "KeyError"}}, mistakes=(FORGOT,))
    assert judge(wanted, seen(raised("KeyError"))).mistake == "Nobody committed."


COMMIT_NAMED = ran(echoed="<bound method Session.commit of <sqlalchemy.orm.session.Session object at 0x1>>\n")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        pytest.param((), "You named `commit` but did not call it: write `commit()`.", id="alone"),
        pytest.param(
            (FORGOT,),
            "You named `commit` but did not call it: write `commit()`. Nobody committed.",
            id="before the author's sentence",
        ),
    ],
)
def test_method_that_was_not_called_is_told(known: tuple[Mistake, ...], says: str) -> None:
    assert judge(exercise(COMMITTED, mistakes=known), seen(COMMIT_NAMED)).mistake == says


def test_method_that_was_not_called_is_no_matter_where_the_answer_passes() -> None:
    assert judge(exercise({"sql": {"COMMIT": 0}}), seen(COMMIT_NAMED)).mistake == ""


def test_mistake_may_look_at_a_name_that_the_solution_does_not_leave() -> None:
    step = exercise({"output": "same"}, mistakes=(mistake("A capital.", {"value": {"of": "Six", "is": 6}}),))
    solution = seen(ran("6"), failed_probe("value", "Six", "NameError: name 'Six' is not defined"))
    assert judge(step, seen(ran(), value_probe("Six", 6)), solution).mistake == "A capital."


def author_faults() -> list[Any]:
    solution = ran("6")
    return [
        pytest.param({"output": "same"}, seen(ran("6")), None, "the solution was not run", id="no solution"),
        pytest.param(
            {"output": "same"},
            seen(ran("6")),
            seen(raised("NameError", "name 'x' is not defined")),
            "its own solution ended in an exception (NameError in line 3: name 'x' is not defined).",
            id="solution raises",
        ),
        pytest.param(
            {"output": "same"},
            seen(ran("6")),
            seen(ran(outcome="killed")),
            "its own solution ended as killed.",
            id="solution was killed",
        ),
        pytest.param(
            {"rows": {"of": "SELECT FROM", "are": []}},
            seen(ran(), failed_probe("rows", "SELECT FROM", 'near "FROM": syntax error')),
            None,
            "its query SELECT FROM is not SQL",
            id="query that is no SQL",
        ),
        pytest.param(
            {"value": {"of": "x"}},
            seen(ran(), value_probe("x", 1)),
            seen(solution, failed_probe("value", "x", "NameError: name 'x' is not defined")),
            "not even after its solution can x be evaluated",
            id="solution without the name",
        ),
    ]


@pytest.mark.parametrize(("check", "came", "solution", "says"), author_faults())
def test_broken_exercise_is_told_apart_from_a_wrong_answer(check: Any, came: Any, solution: Any, says: str) -> None:
    verdict = judge(exercise(check, mistakes=(FORGOT,)), came, solution)
    assert (verdict.passed, verdict.author_fault, verdict.mistake) == (False, True, "")
    (result,) = verdict.results
    assert result.says.startswith("This exercise cannot be checked: ")
    assert says in result.says


def test_missing_table_is_no_fault_of_the_authors() -> None:
    wanted = exercise({"rows": {"of": "SELECT 1"}})
    came = seen(ran(), failed_probe("rows", "SELECT 1", "no such table: t"))
    verdict = judge(wanted, came, seen(ran(), rows_probe("SELECT 1", [1])))
    assert not verdict.passed
    assert not verdict.author_fault


def test_verdict_survives_being_stored() -> None:
    came = seen(ran(), rows_probe("SELECT 1", [1, None], [{"blob": "ff"}, 0.5]))
    verdict = judge(exercise({"rows": {"of": "SELECT 1", "are": [[1, "x"]]}}), came)
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict
