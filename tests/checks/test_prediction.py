from typing import Any

import pytest
from pydantic import ValidationError

from tests.checks.making import raised, ran
from webapp.checks.prediction import judge_prediction
from webapp.checks.verdict import Verdict
from webapp.lessons.predictions import Prediction, PredictOutputStep, PredictSqlStep, PredictStep
from webapp.observation import Observation

CHOICE = PredictStep.model_validate(
    {
        "predict": "rows-seen",
        "code": "count()",
        "options": [
            {"says": "7", "because": "Nobody committed."},
            {"says": "6", "right": True, "because": "It was rolled back."},
        ],
    }
)
TYPED = PredictOutputStep.model_validate(
    {"predict-output": "typed", "code": "f()", "mistakes": [{"shows": "7", "because": "Not committed yet."}]}
)
CHOSEN = PredictOutputStep.model_validate(
    {
        "predict-output": "chosen",
        "code": "f()",
        "options": [{"shows": "6", "because": "It was rolled back."}, {"shows": "7", "because": "Not committed."}],
    }
)
ORDER = PredictSqlStep.model_validate(
    {
        "predict-sql": "order",
        "code": "f()",
        "statements": ["BEGIN", "INSERT INTO moons", "COMMIT"],
        "distractors": ["ROLLBACK"],
        "mistakes": [{"order": ["COMMIT", "INSERT INTO moons"], "says": "A commit sends what is pending first."}],
        "because": "The commit flushes.",
    }
)


def said(step: Prediction, answer: str, seen: Observation | None = None) -> tuple[bool, str]:
    verdict: Verdict = judge_prediction(step, answer, seen or ran("6\n"))
    (result,) = verdict.results
    assert verdict.passed == result.passed
    assert verdict.answer == answer
    return result.passed, result.says


def test_first_line_predicted_otherwise_is_told_as_what_came_and_what_was_predicted() -> None:
    passed, says = said(TYPED, "6\n7", ran("6\n5\n"))
    assert not passed
    assert says == "Line 2 is the first to differ: '5' came, and you predicted '7'."


@pytest.mark.parametrize(
    ("step", "answer", "came"),
    [
        pytest.param(CHOICE, "1", (True, "6: It was rolled back."), id="right option"),
        pytest.param(CHOICE, "0", (False, "7: Nobody committed."), id="wrong option"),
        pytest.param(CHOICE, "", (False, "Choose one of the options."), id="no option"),
        pytest.param(CHOICE, "2", (False, "Choose one of the options."), id="no such option"),
        pytest.param(TYPED, " 6", (True, "That is what came."), id="typed, but for blanks"),
        pytest.param(
            TYPED, "7", (False, "Not committed yet. You predicted '7', and '6' came."), id="typed, a known mistake"
        ),
        pytest.param(TYPED, "8", (False, "You predicted '8', and '6' came."), id="typed, another"),
        pytest.param(CHOSEN, "0", (True, "That is what came. It was rolled back."), id="chosen"),
        pytest.param(CHOSEN, "1", (False, "Not committed. You predicted '7', and '6' came."), id="chosen, a wrong one"),
        pytest.param(
            ORDER,
            "BEGIN\n INSERT INTO moons\nCOMMIT\n",
            (True, "That is what was sent, in this order. The commit flushes."),
            id="order",
        ),
        pytest.param(
            ORDER,
            "BEGIN\nCOMMIT\nINSERT INTO moons",
            (
                False,
                "A commit sends what is pending first. The first is right. Number 2 is something else than `COMMIT`.",
            ),
            id="another order",
        ),
        pytest.param(
            ORDER, "BEGIN\nINSERT INTO moons\nROLLBACK", (False, "`ROLLBACK` is never sent."), id="distractor"
        ),
        pytest.param(ORDER, "BEGIN", (False, "3 were sent, and you have 1."), id="too few"),
        pytest.param(
            ORDER, "BEGIN\nBEGIN\nCOMMIT", (False, "Some of these were not sent so often."), id="one too often"
        ),
    ],
)
def test_prediction_is_told_against_what_came(step: Prediction, answer: str, came: tuple[bool, str]) -> None:
    assert said(step, answer) == came


def test_exception_that_ends_the_code_is_its_last_line() -> None:
    assert said(TYPED, "1\nKeyError", raised("KeyError", "'a'", events=[{"kind": "output", "text": "1\n"}]))[0]


def test_both_outputs_are_shown_when_they_differ() -> None:
    (result,) = judge_prediction(TYPED, "8", ran("6\n")).results
    assert result.expected is not None
    assert result.came is not None
    assert (result.expected.text, result.came.text) == ("6", "8")


@pytest.mark.parametrize("name", list("abcdefgh"))
def test_lines_are_first_shown_in_an_order_that_gives_nothing_away(name: str) -> None:
    step = ORDER.model_copy(update={"id": name})
    assert sorted(step.lines) == sorted([*step.statements, *step.distractors])
    assert step.lines == step.model_copy().lines
    assert [line for line in step.lines if line in step.statements] != step.statements


@pytest.mark.parametrize(
    "change", [{"code": "g()"}, {"setup": "x = 1"}, {"options": CHOICE.options[::-1]}], ids=["code", "setup", "options"]
)
def test_digest_changes_with_what_is_asked(change: dict[str, Any]) -> None:
    given = {"id": CHOICE.id, "code": CHOICE.code, "options": CHOICE.options}
    assert PredictStep(**{**given, **change}).digest != CHOICE.digest


def test_mistake_that_orders_what_is_not_there_is_refused() -> None:
    with pytest.raises(ValidationError, match="neither a statement nor a distractor"):
        PredictSqlStep.model_validate(
            {
                "predict-sql": "order",
                "code": "f()",
                "statements": ["BEGIN"],
                "mistakes": [{"order": ["END"], "says": "No."}],
            }
        )
