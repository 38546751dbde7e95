"""Checks that no mistake proves: every mistake would fail without them as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExerciseStep


def unproven(
    lesson: Lesson, index: int, exercise: ExerciseStep, failing: Sequence[Sequence[int | None]]
) -> Iterator[Problem]:
    """Warnings for the checks of the lesson's step `index`; `failing` has, of each mistake, the checks that it fails.

    None among them is the way it ended, which no check is needed for. These are warnings: the check may be right, but
    nobody has shown what it is there for. A check that stands alone needs no proof: without it everything would pass.
    """
    if len(exercise.checks) == 1:
        return
    if not failing:
        say = "No mistake shows what these checks are there for. Write one that each of them alone finds."
        yield lesson.warning(say, "steps", index, "checks")
        return
    alone = {each[0] for each in failing if len(each) == 1}
    for number in range(len(exercise.checks)):
        if number not in alone:
            say = (
                "This check is unproven: without it every mistake would fail all the same. "
                "Write a mistake that only this check finds, or leave the check out."
            )
            yield lesson.warning(say, "steps", index, "checks", number)
