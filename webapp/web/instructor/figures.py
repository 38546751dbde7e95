"""The store's figures beside the lessons they are of: pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from webapp.lessons.schema import Graded, Lesson, key_of
from webapp.lessons.sentences import sentence_in, sentences
from webapp.store.teaching.values import MistakeFigures, StepFigures


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a lesson's file, as `lessons/x.yaml:12`."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step that is in the lesson, or was: then there is no `line`. `figures` are None where nobody has tried it."""

    name: str
    kind: str
    figures: StepFigures | None
    line: Line | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for wrong answers, with how often it was given and where it stands, if it does still."""

    says: str
    given: int
    students: int
    line: Line | None


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson's steps in sum. `rate` is the part of those who tried a step that passed it, over all steps."""

    lesson: Lesson
    steps: int
    tried: int
    attempts: int
    rate: float | None
    unexplained: int


def line_of(lesson: Lesson, step: Graded, *path: str | int) -> Line:
    """Where something of a step stands."""
    place = lesson.place("steps", next(at for at, each in enumerate(lesson.steps) if each is step), *path)
    file = Path(lesson.path)
    return Line(f"{file.parent.name}/{file.name}" if file.parent.name else file.name, place.line)


def step_rows(lesson: Lesson, figures: Iterable[StepFigures]) -> list[StepRow]:
    """The lesson's steps in order, then those that it had formerly and somebody has tried."""
    found = {each.step: each for each in figures if each.lesson == lesson.id}
    now = [StepRow(each.id, key_of(each), found.pop(each.id, None), line_of(lesson, each)) for each in lesson.graded]
    return [*now, *(StepRow(name, "former step", each, None) for name, each in found.items())]


def lesson_row(lesson: Lesson, figures: Iterable[StepFigures]) -> LessonRow:
    """The sums of a lesson."""
    found = [each for each in figures if each.lesson == lesson.id]
    students = sum(each.students for each in found)
    return LessonRow(
        lesson,
        steps=len(lesson.graded),
        tried=len(found),
        attempts=sum(each.attempts for each in found),
        rate=sum(each.passed for each in found) / students if students else None,
        unexplained=sum(each.unexplained for each in found),
    )


def sentence_rows(lesson: Lesson, step: Graded, given: Iterable[MistakeFigures]) -> list[Sentence]:
    """What was given at a step, the most frequent first, then the sentences that nobody has been given."""
    found, seen = [], set()
    for each in given:
        if each.step != step.id:
            continue
        known = sentence_in(step, each.says)
        seen.add(known)
        found.append(Sentence(each.says, each.given, each.students, known and line_of(lesson, step, *known[1])))
    never = [each for each in sentences(step) if each not in seen]
    return [*found, *(Sentence(says, 0, 0, line_of(lesson, step, *path)) for says, path in never)]
