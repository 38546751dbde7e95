"""Which lesson covers which topic: read off the steps, which say what they teach, practise and correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from webapp.lessons.addresses import anchor_of
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import COVERAGE


@dataclass(frozen=True, slots=True)
class Spot:
    """A step of a lesson. `anchor` leads to it on the lesson's page; empty where it has none."""

    lesson: Lesson
    index: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Covered:
    """Where one topic is taught, where it is practised, and where its misconception is met, in course order."""

    teaches: list[Spot] = field(default_factory=list)
    practises: list[Spot] = field(default_factory=list)
    corrects: list[Spot] = field(default_factory=list)


def named(lesson: Lesson) -> Iterator[tuple[str, int, int, str]]:
    """Each topic that a step names: the key it stands under, the step's place, the topic's in the list, and its id."""
    for index, step in enumerate(lesson.steps):
        for key in sorted(COVERAGE):
            for at, topic in enumerate(getattr(step, key, ())):
                yield key, index, at, topic


def coverage(lessons: Sequence[Lesson]) -> dict[str, Covered]:
    """By the id of each topic that is named anywhere."""
    found: dict[str, Covered] = {}
    for lesson in lessons:
        for key, index, _, topic in named(lesson):
            covered = found.setdefault(topic, Covered())
            getattr(covered, key).append(Spot(lesson, index, anchor_of(lesson.steps[index])))
    return found
