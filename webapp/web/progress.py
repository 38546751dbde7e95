"""How far a visitor is: pure functions over what the store keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.lessons.predictions import Prediction
from webapp.lessons.schema import Graded, Lesson
from webapp.lessons.steps import ArrangeStep
from webapp.store.entries import StepProgress, Worked

ExerciseState = Literal["todo", "passed", "earlier"]
"""`earlier`: passed, as of an earlier version of it."""

Steps = Mapping[str, StepProgress]


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """The graded steps of a lesson and where the visitor stands with each; `passes`: when those passed first were."""

    lesson: Lesson
    states: dict[str, ExerciseState]
    passes: dict[str, datetime]
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


def passed_when(graded: Graded, steps: Steps) -> datetime | None:
    """When it was first passed, also under an old id."""
    passes = [steps[name].passed for name in (graded.id, *graded.was) if name in steps]
    return min((each for each in passes if each is not None), default=None)


def progress_of(lesson: Lesson, steps: Steps) -> LessonProgress:
    """Where a visitor stands in a lesson; `steps` is what the store keeps of it."""
    passes = {each.id: passed_when(each, steps) for each in lesson.graded}
    return LessonProgress(
        lesson=lesson,
        states={each.id: state_of(each, steps) for each in lesson.graded},
        passes={name: when for name, when in passes.items() if when is not None},
        tried=bool(steps),
    )


@dataclass(frozen=True, slots=True)
class Onward:
    """A lesson to go on with, and the step in it; None for its beginning."""

    lesson: Lesson
    step: Graded | None

    @property
    def anchor(self) -> str | None:
        """The id of the step's element on the lesson's page."""
        if self.step is None:
            return None
        return f"exercise-{self.step.id}" if self.exercise else f"step-{self.step.id}"

    @property
    def exercise(self) -> str | None:
        """The id for the answer box, where the step is answered there."""
        step = self.step
        is_inline = step is None or isinstance(step, ArrangeStep | Prediction)
        return None if step is None or is_inline else step.id


def continue_with(all_progress: Sequence[LessonProgress], worked: Worked | None) -> Onward | None:
    """Where to go on: the step worked on last or, where that is done, the next one to do. None: all is done, or nothing
    begun. Nobody is sent to an optional lesson but whoever is in it."""
    places = {each.lesson.id: number for number, each in enumerate(all_progress)}
    begun = [number for number, each in enumerate(all_progress) if each.tried]
    if worked is not None and worked.lesson in places:
        at = places[worked.lesson]
    elif begun:
        at, worked = begun[-1], None
    else:
        return None
    in_order = [*all_progress[at:], *all_progress[:at]]
    wanted = (each for each in in_order if each is in_order[0] or not each.lesson.optional)
    going = next((each for each in wanted if not each.complete), None)
    if going is None:
        return None
    here = worked.step if worked is not None and going is all_progress[at] else None
    begins = going is not all_progress[at] and not going.tried
    return Onward(going.lesson, None if begins else _next_step(going, here))


def _next_step(progress: LessonProgress, worked: str | None) -> Graded | None:
    """The step of that id, or a former id, if it is to do; else the next to do after it, else the first."""
    steps = progress.lesson.graded
    at = next((number for number, each in enumerate(steps) if worked in (each.id, *each.was)), 0)
    return next((each for each in (*steps[at:], *steps[:at]) if progress.states.get(each.id) == "todo"), None)


def whole(all_progress: Sequence[LessonProgress]) -> tuple[int, int]:
    """Steps done and steps there are, over the course; optional lessons are counted apart."""
    counted = [each for each in all_progress if not each.lesson.optional]
    return sum(each.done for each in counted), sum(each.total for each in counted)
