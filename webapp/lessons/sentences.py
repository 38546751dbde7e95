"""The sentences that authors wrote for wrong answers, with the places where they stand."""

from collections.abc import Iterator

from webapp.lessons.predictions import PredictOutputStep, PredictSqlStep, PredictStep
from webapp.lessons.problems import Path
from webapp.lessons.schema import Graded
from webapp.lessons.steps import ExerciseStep


def sentences(step: Graded) -> Iterator[tuple[str, Path]]:
    """Each sentence that a wrong answer to the step may get, with the way to it from the step."""
    if isinstance(step, ExerciseStep):
        yield from ((each.says, ("mistakes", place, "says")) for place, each in enumerate(step.mistakes))
    elif isinstance(step, PredictStep):
        wrong = ((place, each) for place, each in enumerate(step.options) if not each.right)
        yield from ((each.because, ("options", place, "because")) for place, each in wrong)
    elif isinstance(step, PredictOutputStep):
        key, guesses = ("options", step.options) if step.options else ("mistakes", step.mistakes)
        yield from ((each.because, (key, place, "because")) for place, each in enumerate(guesses))
    elif isinstance(step, PredictSqlStep):
        yield from ((each.says, ("mistakes", place, "says")) for place, each in enumerate(step.mistakes))


def sentence_in(step: Graded, told: str) -> tuple[str, Path] | None:
    """The longest of the step's sentences that stands in what was told, with the way to it; None for none."""
    found = [each for each in sentences(step) if each[0] and each[0] in told]
    return max(found, key=lambda each: len(each[0]), default=None)
