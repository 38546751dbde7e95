"""Answers that an author has written, to be tried by a click: solutions, other right answers, mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.lessons.part import Part
from webapp.lessons.predictions import Prediction, PredictOutputStep, PredictSqlStep, PredictStep
from webapp.lessons.steps import ExerciseStep


@dataclass(frozen=True, slots=True)
class Try:
    """An answer to a step, sent as `kind`; `right` is what its author says it is."""

    label: str
    kind: str
    source: str
    right: bool


def tries(step: Part) -> Iterator[Try]:
    """Every answer that the step has; none where it asks for none."""
    if isinstance(step, ExerciseStep):
        yield Try("Solution", "answer", step.solution, right=True)
        for number, source in enumerate(step.also_right, 1):
            yield Try(f"Also right {number}", "answer", source, right=True)
        for number, mistake in enumerate(step.mistakes, 1):
            yield Try(f"Mistake {number}", "answer", mistake.answer, right=False)
        if step.starter:
            yield Try("Starter", "answer", step.starter, right=False)
    elif isinstance(step, Prediction):
        yield from _predictions(step)


def _predictions(step: Prediction) -> Iterator[Try]:
    if isinstance(step, PredictStep):
        for place, option in enumerate(step.options):
            yield Try(f"Option {place + 1}", "prediction", str(place), right=option.right)
    elif isinstance(step, PredictOutputStep):
        for place in range(len(step.options)):
            yield Try(f"Option {place + 1}", "prediction", str(place), right=False)
        for number, guess in enumerate(step.mistakes, 1):
            yield Try(f"Mistake {number}", "prediction", guess.shows, right=False)
    elif isinstance(step, PredictSqlStep):
        yield Try("Solution", "prediction", "\n".join(step.statements), right=True)
