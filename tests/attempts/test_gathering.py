"""What of a wrong answer is counted for instructors."""

import pytest

from tests.attempts.sending import FORGET, KEEP, answer
from webapp.attempts import Attempts, Submission
from webapp.attempts.gathering import digest
from webapp.checks.verdict import Result, Verdict
from webapp.observation import Error, Event, Observation
from webapp.store.store import Store


def failed(says: str = "No.") -> Verdict:
    return Verdict(passed=False, results=[Result(passed=False, looked_at="Rows", says=says)])


def ended(message: str, line: int = 1) -> Observation:
    return Observation(
        outcome="error",
        events=[Event(kind="error", text=f"File <snippet>, line {line}")],
        error=Error(type="ValueError", message=message, line=line),
    )


def test_answers_that_did_the_same_are_told_by_one_digest() -> None:
    assert digest(failed(), ended("<object at 0x7f01>", 1)) == digest(failed(), ended("<object at 0x7f02>", 9))


@pytest.mark.parametrize(
    "other",
    [
        (failed(), ended("else")),
        (failed("Another."), ended("it")),
        (failed(), Observation(outcome="ok")),
        (failed(), Observation(outcome="ok", events=[Event(kind="output", text="1")])),
        (failed().model_copy(update={"answer": "2"}), ended("it")),
    ],
    ids=["message", "verdict", "outcome", "output", "prediction"],
)
def test_answers_that_did_something_else_are_told_apart(other: tuple[Verdict, Observation]) -> None:
    assert digest(*other) != digest(failed(), ended("it"))


def test_sentence_or_observation_of_a_wrong_answer_is_kept(attempts: Attempts, store: Store, visitor: str) -> None:
    for source in (FORGET, "print(1)  # mine", "print( 1 )", KEEP):
        attempts.run(visitor, "counting", answer(source))
    (mistakes,) = [each for each in store.teaching.mistake_figures("counting") if each.says == "Nobody committed."]
    assert mistakes.step == "keep-one"
    found = store.teaching.clusters("counting", "keep-one", 5)
    assert mistakes.given + sum(each.answers for each in found) == 3


def test_prediction_that_goes_wrong_is_counted_by_the_authors_sentence(
    attempts: Attempts, store: Store, visitor: str
) -> None:
    done = attempts.run(visitor, "counting", Submission("prediction-1", "0", "prediction", "how-many"))
    assert done.verdict is not None
    assert not done.verdict.passed
    (mistake,) = store.teaching.mistake_figures("counting")
    assert mistake.step == "how-many"
    assert mistake.says in done.verdict.results[0].says
