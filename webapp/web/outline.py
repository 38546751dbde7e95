"""A lesson as its page shows it: each part with its HTML, number and the visitor's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from webapp.lessons.markdown import render
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExampleStep, ExerciseStep, TextStep
from webapp.store.entries import Attempt
from webapp.web.progress import ExerciseState, LessonProgress


@dataclass(frozen=True, slots=True)
class TextPart:
    html: Markup
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ExamplePart:
    number: int
    code: str
    shows: str
    raises: bool
    continues: bool
    kind: str = "example"


@dataclass(frozen=True, slots=True)
class ExercisePart:
    """An exercise; `answer` is what stands in its box: the visitor's latest answer, or the starter."""

    number: int
    id: str
    ask: Markup
    setup: str
    starter: str
    hints: tuple[Markup, ...]
    start: str
    state: ExerciseState
    latest: Attempt | None
    was: tuple[str, ...] = ()
    kind: str = "exercise"

    @property
    def answer(self) -> str:
        return self.latest.source if self.latest else self.starter


Part = TextPart | ExamplePart | ExercisePart


def outline(lesson: Lesson, progress: LessonProgress, latest: Mapping[str, Attempt]) -> list[Part]:
    """The parts of a lesson's page, in order."""
    found: list[Part] = []
    number = 0
    for step in lesson.steps:
        if isinstance(step, TextStep):
            found.append(TextPart(Markup(render(step.text))))  # noqa: S704 (authored, and HTML in Markdown is off)
        elif isinstance(step, ExampleStep):
            found.append(ExamplePart(step.number, step.code, step.shows, step.raises, step.continues))
        elif isinstance(step, ExerciseStep):
            number += 1
            found.append(_exercise(lesson, step, number, progress.states[step.id], _latest(step, latest)))
    return found


def _exercise(
    lesson: Lesson, step: ExerciseStep, number: int, state: ExerciseState, latest: Attempt | None
) -> ExercisePart:
    return ExercisePart(
        number=number,
        id=step.id,
        ask=Markup(render(step.ask)),  # noqa: S704
        setup=step.setup,
        starter=step.starter,
        hints=tuple(Markup(render(hint)) for hint in step.hints),  # noqa: S704
        start=lesson.start_of(step).digest,
        state=state,
        latest=latest,
        was=tuple(step.was),
    )


def _latest(step: ExerciseStep, latest: Mapping[str, Attempt]) -> Attempt | None:
    """The newest answer, also one given under a former id."""
    found = [latest[name] for name in (step.id, *step.was) if name in latest]
    return max(found, key=lambda attempt: attempt.created, default=None)


def chosen(parts: list[Part], *wishes: str | None) -> ExercisePart | None:
    """The exercise in the answer box: the first wish that exists, else the first to do, else the first.

    A former id is a wish for the exercise that had it.
    """
    found = [part for part in parts if isinstance(part, ExercisePart)]
    by_id = {name: part for part in found for name in part.was} | {part.id: part for part in found}
    wished = next((by_id[wish] for wish in wishes if wish in by_id), None)
    return wished or next((part for part in found if part.state == "todo"), found[0] if found else None)
