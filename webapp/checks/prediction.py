"""Predictions: what somebody thought the code would do, told against what it did. Pure: nothing is run here."""

from collections.abc import Callable
from typing import Any

from webapp.checks.output import console
from webapp.checks.sequence import follow
from webapp.checks.text import first_difference, near_text, normal, quoted, same_text, squeezed
from webapp.checks.verdict import Result, Shown, Verdict
from webapp.lessons.predictions import Guess, Prediction, PredictOutputStep, PredictSqlStep, PredictStep
from webapp.observation import Observation

LOOKED_AT = "Your prediction"
LONGEST = 2_000
"""Characters kept of an answer."""


def judge_prediction(step: Prediction, answer: str, seen: Observation) -> Verdict:
    """What a prediction is worth, now that the code has run. `answer` is an option's place from 0, text, or lines."""
    result = JUDGES[type(step)](step, answer, seen)
    return Verdict(passed=result.passed, results=[result], answer=answer[:LONGEST])


def printed(seen: Observation) -> str:
    """What the code printed and echoed; where an exception ended it, its class on a line of its own."""
    text = console(seen)
    return f"{text}{seen.error.type}\n" if seen.outcome == "error" and seen.error is not None else text


def judge_choice(step: PredictStep, answer: str, _seen: Observation) -> Result:
    place = _place(answer, len(step.options))
    if place is None:
        return _unanswered("Choose one of the options.")
    option = step.options[place]
    return Result(passed=option.right, looked_at=LOOKED_AT, says=f"{option.says}: {option.because}")


def judge_output(step: PredictOutputStep, answer: str, seen: Observation) -> Result:
    came = printed(seen)
    if step.options:
        place = _place(answer, len(step.options))
        if place is None:
            return _unanswered("Choose one of the options.")
        option = step.options[place]
        return _compared(option.shows, came, option.because)
    known = next((guess.because for guess in step.mistakes if alike(guess.shows, answer)), "")
    return _compared(answer, came, known)


def judge_order(step: PredictSqlStep, answer: str, _seen: Observation) -> Result:
    given = [line.strip() for line in answer.splitlines() if line.strip()]
    if given == [line.strip() for line in step.statements]:
        says = f"That is what was sent, in this order. {step.because}".strip()
        return Result(passed=True, looked_at=LOOKED_AT, says=says)
    known = next((order.says for order in step.mistakes if follow(order.order, given)), "")
    says = f"{known} {_nearest(step, given)}".strip()
    return Result(passed=False, looked_at=LOOKED_AT, says=says, came=Shown(text="\n".join(given)))


JUDGES: dict[type, Callable[[Any, str, Observation], Result]] = {
    PredictStep: judge_choice,
    PredictOutputStep: judge_output,
    PredictSqlStep: judge_order,
}


def alike(expected: str, came: str) -> bool:
    """Whether two outputs are the same but for blanks, which nobody is to be failed for."""
    return same_text(expected, came) or squeezed(expected) == squeezed(came)


def right_guess(options: list[Guess], came: str) -> list[int]:
    """The places of the options that are what came."""
    return [place for place, option in enumerate(options) if alike(option.shows, came)]


def _compared(guess: str, came: str, because: str) -> Result:
    if alike(guess, came):
        return Result(passed=True, looked_at=LOOKED_AT, says=f"That is what came. {because}".strip())
    near = near_text(came, guess)
    short = "\n" not in normal(guess) + normal(came)
    told = f"You predicted {quoted(normal(guess))}, and {quoted(normal(came))} came." if short else ""
    differs = first_difference(came, guess, "{} came, and you predicted {}")
    says = " ".join(part for part in (because, told, near, differs) if part)
    return Result(
        passed=False,
        looked_at=LOOKED_AT,
        says=says or "Something else came.",
        expected=Shown(text=normal(came)[:LONGEST]),
        came=Shown(text=normal(guess)[:LONGEST]),
    )


def _nearest(step: PredictSqlStep, given: list[str]) -> str:
    never = [line for line in given if line in [each.strip() for each in step.distractors]]
    if never:
        return f"`{never[0]}` is never sent."
    if sorted(given) == sorted(line.strip() for line in step.statements):
        pairs = enumerate(zip(given, step.statements, strict=True), start=1)
        first = next(number for number, (mine, its) in pairs if mine != its.strip())
        right = f"The first {first - 1} are right. " if first > 2 else "The first is right. " if first == 2 else ""
        return f"{right}Number {first} is something else than `{given[first - 1]}`."
    missing = len(step.statements) - len(given)
    if missing:
        return f"{len(step.statements)} were sent, and you have {len(given)}."
    return "Some of these were not sent so often."


def _place(answer: str, options: int) -> int | None:
    text = answer.strip()
    return int(text) if text.isdecimal() and len(text) < 4 and int(text) < options else None


def _unanswered(says: str) -> Result:
    return Result(passed=False, looked_at=LOOKED_AT, says=says)
