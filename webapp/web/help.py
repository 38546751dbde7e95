"""Help with a step, in the order it is offered: hints one at a time, the lines to arrange, the solution.

What has been neither asked for nor earned is in no page.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from markupsafe import Markup

from webapp.lessons.kinds import names_of
from webapp.lessons.markdown import render
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ArrangeStep, ExerciseStep
from webapp.store.entries import Answer, Help
from webapp.web.parts import parts
from webapp.web.progress import LessonProgress, progress_of

Offer = Literal["lines", "solution"]


@dataclass(frozen=True, slots=True)
class Beside:
    """The solution, other right answers, and the visitor's own latest, where there is one.

    `with_help`: it was asked for before the step was passed.
    """

    solution: str
    others: tuple[str, ...]
    own: Answer | None
    with_help: bool


@dataclass(frozen=True, slots=True)
class HelpPart:
    """The help at one step as its page shows it.

    `opened` hints have been opened before. `lines` to arrange are there once asked for; `offer` is what can be asked
    for next; `beside` is there once the step is passed, or the solution was asked for.
    """

    lesson: str
    step: str
    start: str
    hints: tuple[Markup, ...]
    opened: int
    lines: tuple[str, ...]
    offer: Offer | None
    beside: Beside | None
    opens: datetime | None = None
    """When the solution can be asked for; None for now."""

    @property
    def submission(self) -> str:
        """A new id for running the arranged lines."""
        return str(uuid.uuid4())


def helps_of(visitor: str | None, lesson: Lesson, progress: LessonProgress) -> dict[str, HelpPart]:
    """The help at each exercise of a lesson."""
    store = parts().store
    taken = store.help_taken(visitor, lesson.id) if visitor else {}
    # Answers stand beside solutions only, and reading them takes a while.
    shown = any(state != "todo" for state in progress.states.values()) or any(each.solution for each in taken.values())
    own = store.latest_answers(visitor, lesson.id) if visitor and shown else {}
    kept_back = store.teaching.kept_back(visitor, lesson.id) if visitor else {}
    return {each.id: _help(lesson, each, progress, taken, own, kept_back) for each in lesson.exercises}


def solution_opens(visitor: str, lesson: Lesson, step: ExerciseStep) -> datetime | None:
    """When the solution of a step opens that a class of the visitor's keeps back; None where none does."""
    kept_back = parts().store.teaching.kept_back(visitor, lesson.id)
    return max((kept_back[name] for name in names_of(step) if name in kept_back), default=None)


def help_of(visitor: str | None, lesson: Lesson, step: str) -> HelpPart:
    """The help at one exercise. Raises UnknownLessonError."""
    exercise = lesson.exercise(step)
    kept = parts().store.progress(visitor).get(lesson.id, {}) if visitor else {}
    return helps_of(visitor, lesson, progress_of(lesson, kept))[exercise.id]


def _help(
    lesson: Lesson,
    step: ExerciseStep,
    progress: LessonProgress,
    taken: Mapping[str, Help],
    own: Mapping[str, Answer],
    kept_back: Mapping[str, datetime],
) -> HelpPart:
    names = names_of(step)
    here = next((taken[name] for name in names if name in taken), Help())
    answer = next((own[name] for name in names if name in own), None)
    passed = progress.passes.get(step.id)
    opens = max((kept_back[name] for name in names if name in kept_back), default=None)
    beside = _beside(step, here if opens is None else replace(here, solution=None), passed, answer)
    lines = [] if isinstance(step, ArrangeStep) else step.lines  # those of an arrange step are its task
    return HelpPart(
        lesson=lesson.id,
        step=step.id,
        start=lesson.start_of(step).digest,
        hints=tuple(Markup(render(text)) for text in step.hints),  # noqa: S704 - authored, HTML in Markdown is off
        opened=here.hints,
        lines=tuple(lines) if here.lines and not beside else (),
        offer=None if beside else "lines" if lines and not here.lines else "solution",
        beside=beside,
        opens=opens,
    )


def _beside(step: ExerciseStep, here: Help, passed: datetime | None, own: Answer | None) -> Beside | None:
    if passed is None and here.solution is None:
        return None
    with_help = here.solution is not None and passed is not None and here.solution < passed
    return Beside(step.solution, tuple(step.also_right), own, with_help)
