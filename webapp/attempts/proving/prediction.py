"""Proves predictions: the code does what the right answer says, and nothing of what the wrong ones say."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.attempts.grading import paired
from webapp.attempts.proving.told import indented, line_of, why
from webapp.checks.evidence import Evidence
from webapp.checks.keywords import keyword
from webapp.checks.plan import probes_of
from webapp.checks.prediction import alike, printed, right_guess
from webapp.checks.recognise import holds
from webapp.checks.sequence import follow
from webapp.checks.unmet import told
from webapp.lessons.predictions import Option, Prediction, PredictOutputStep, PredictSqlStep, PredictStep
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.observation import Observation, Statement
from webapp.sandbox.interface import Turn


def prediction_problems(turn: Turn, lesson: Lesson, index: int, step: Prediction) -> Iterator[Problem]:
    """What is not as the prediction, which is the lesson's step `index`, says."""
    options = step.options if isinstance(step, PredictStep) else []
    wanted = probes_of([each for option in options for when in option.when for each in when.expectations()])
    probes = (*wanted.live, *wanted.throwaway)
    (seen,) = turn.run_apart(lesson.start_of(step), [step.code], probes)
    if seen.outcome not in ("ok", "error"):
        yield lesson.problem(f"This code was {seen.outcome}: {why(seen)}", "steps", index, "code", line=line_of(seen))
    elif isinstance(step, PredictStep):
        yield from _choice(lesson, index, step, Evidence(seen, paired(probes, seen)))
    elif isinstance(step, PredictOutputStep):
        yield from _output(lesson, index, step, seen)
    elif isinstance(step, PredictSqlStep):
        yield from _order(lesson, index, step, seen)


def _choice(lesson: Lesson, index: int, step: PredictStep, seen: Evidence) -> Iterator[Problem]:
    for place, option in enumerate(step.options):
        unmet = _untrue(option, seen)
        path = ("steps", index, "options", place)
        if option.right and unmet:
            yield lesson.problem(f"This is the right option, and the code does not show it:\n{indented(unmet)}", *path)
        elif not option.right and not unmet:
            yield lesson.problem("This option is true as well: the code does what it says.", *path)


def _untrue(option: Option, seen: Evidence) -> str:
    """What keeps an option from being true; empty where the code shows that it is."""
    if option.when:
        return "\n".join(told(each, seen, None) for each in option.when if not holds(each, seen, None))
    came = printed(seen.observation)
    return "" if alike(option.says, came) else f"The code prints\n{indented(came)}\nSay by `when` what it must do."


def _output(lesson: Lesson, index: int, step: PredictOutputStep, seen: Observation) -> Iterator[Problem]:
    came = printed(seen)
    right = right_guess(step.options, came)
    if step.options and len(right) != 1:
        what = "No option is" if not right else f"{len(right)} options are"
        yield lesson.problem(f"{what} what the code prints:\n{indented(came)}", "steps", index, "options")
    for place in right_guess(step.mistakes, came):
        yield lesson.problem("This is what the code prints, so it is no mistake.", "steps", index, "mistakes", place)
    if not came.strip():
        yield lesson.problem("The code prints nothing, so there is nothing to predict.", "steps", index, "code")


def _order(lesson: Lesson, index: int, step: PredictSqlStep, seen: Observation) -> Iterator[Problem]:
    sent = seen.statements
    fits = len(sent) == len(step.statements) and all(map(begins, sent, step.statements))
    if not fits:
        came = "\n".join(_shown(each) for each in sent)
        yield lesson.problem(f"The code sends\n{indented(came)}", "steps", index, "statements")
    for place, line in enumerate(step.distractors):
        if any(begins(each, line) for each in sent):
            yield lesson.problem("The code sends this, so it distracts nobody.", "steps", index, "distractors", place)
    for place, order in enumerate(step.mistakes):
        if follow(order.order, step.statements):
            say = "These follow one another in the right order too, so it is no mistake."
            yield lesson.problem(say, "steps", index, "mistakes", place)


def begins(statement: Statement, line: str) -> bool:
    """Whether a statement begins as the line says, blanks and letter case apart."""
    wanted = " ".join(line.split()).casefold()
    return any(" ".join(text.split()).casefold().startswith(wanted) for text in (statement.text, keyword(statement)))


def _shown(statement: Statement) -> str:
    """The statement; of a mark its word, unless it says of itself by what it came about, as `COMMIT (by RELEASE)`."""
    told = statement.mark is None or "(by " in statement.text
    return " ".join(statement.text.split())[:120] if told else keyword(statement)
