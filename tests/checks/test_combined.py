from typing import Any

from tests.checks.making import check, exercise, raised, ran, seen, value_probe
from webapp.checks.each import judged
from webapp.checks.judge import judge
from webapp.checks.verdict import Result

YES = {"sql": {"COMMIT": 1}}
NO = {"sql": {"ROLLBACK": 1}}


def of(**keys: Any) -> Result:
    return judged(check(**keys), seen(ran("hello\n", sql=("COMMIT",))), None)


def test_all_holds_when_each_does() -> None:
    assert of(all=[YES, {"output": {"contains": "hello"}}]).passed
    assert not of(all=[YES, NO]).passed


def test_all_tells_everything_that_fails() -> None:
    says = of(all=[NO, YES, {"output": {"contains": "bye"}}]).says
    assert "ROLLBACK: expected 1, got 0" in says
    assert "Expected 'bye' somewhere in the output" in says
    assert "COMMIT" not in says


def test_any_holds_when_one_does() -> None:
    assert of(any=[NO, YES]).passed


def test_any_tells_every_way_when_none_does() -> None:
    result = of(any=[NO, {"output": {"contains": "bye"}}])
    assert not result.passed
    assert result.says == (
        "One of these would do, and none is so. (1) The SQL your answer sends: ROLLBACK: expected 1, got 0 "
        "(nothing was sent to the database). (2) What your answer prints: Expected 'bye' somewhere in the "
        "output, but it is not there."
    )


def test_not_turns_a_check_round() -> None:
    assert of(**{"not": NO}).passed
    result = of(**{"not": YES})
    assert not result.passed
    assert result.says == "This should not be so, and it is."


def test_not_says_what_holds_and_not_that_it_was_expected() -> None:
    wanted = check(**{"not": {"value": {"of": "x", "is": 3}}})
    assert judged(wanted, seen(ran(), value_probe("x", 3)), None).says == "This should not be so, and it is. It is 3."


def test_combinations_nest() -> None:
    assert of(any=[NO, {"all": [YES, {"not": NO}]}]).passed


def test_exception_expected_within_a_combination_is_no_failure() -> None:
    wanted = exercise({"any": [{"raises": {"type": "KeyError"}}, {"raises": {"type": "NameError"}}]})
    assert judge(wanted, seen(raised())).passed
