"""How far a visitor is: pure functions over what the store keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.lessons.schema import Graded, Lesson
from webapp.store.entries import StepProgress

ExerciseState = Literal["todo", "passed", "earlier"]
"""`earlier`: passed, as of an earlier version of it."""

Steps = Mapping[str, StepProgress]


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """The graded steps of a lesson and where the visitor stands with each."""

    lesson: Lesson
    states: dict[str, ExerciseState]
    last_pass: datetime | None
    tried: bool

    @property
    def total(self) -> int:
        return len(self.states)

    @property
    def done(self) -> int:
        return sum(state != "todo" for state in self.states.values())

    @property
    def complete(self) -> bool:
        return self.done == self.total


def state_of(graded: Graded, steps: Steps) -> ExerciseState:
    """A step passed under one of its old ids is passed."""
    for name in (graded.id, *graded.was):
        step = steps.get(name)
        if step is not None and step.passed is not None:
            return "passed" if step.digest == graded.digest else "earlier"
    return "todo"


def progress_of(lesson: Lesson, steps: Steps) -> LessonProgress:
    """Where a visitor stands in a lesson; `steps` is what the store keeps of it."""
    passes = [step.passed for step in steps.values() if step.passed is not None]
    return LessonProgress(
        lesson=lesson,
        states={each.id: state_of(each, steps) for each in lesson.graded},
        last_pass=max(passes, default=None),
        tried=bool(steps),
    )


def continue_with(all_progress: Sequence[LessonProgress]) -> LessonProgress | None:
    """The lesson to go on with: the one last passed in, or the next unfinished one. None: nothing begun or all done."""
    begun = [number for number, each in enumerate(all_progress) if each.tried]
    if not begun:
        return None
    passed = [(each.last_pass, number) for number, each in enumerate(all_progress) if each.last_pass is not None]
    at = max(passed)[1] if passed else begun[-1]
    in_order = [*all_progress[at:], *all_progress[:at]]
    return next((each for each in in_order if not each.complete), None)
