"""A class as its page shows it, now: pure functions over what the store counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.kinds import names_of
from webapp.lessons.schema import Graded, Lesson
from webapp.store.teaching.values import ClassStep, Member, MistakeFigures, Step, Tried

TOP = 2
"""Sentences that a step shows."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A step of a class: members who have not started, try and have passed, and the sentences given most."""

    lesson: Lesson
    step: Graded
    waiting: int
    trying: int
    passed: int
    mistakes: tuple[MistakeFigures, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A member by number and name, and how many of the class's steps they have tried and passed."""

    number: int
    called: str
    tried: int
    passed: int


@dataclass(frozen=True, slots=True)
class Board:
    """A class now. `is_assigned`: the rows are the assigned steps; else those that somebody has tried."""

    rows: tuple[BoardRow, ...]
    seats: tuple[Seat, ...]
    is_assigned: bool
    moment: datetime


def steps_of(catalogue: Catalogue, wanted: Collection[Step]) -> Iterator[tuple[Lesson, Graded]]:
    """Those of the steps that there are still, in the course's order; one by a former id is found too."""
    for lesson in catalogue.lessons:
        for step in lesson.graded:
            if any((lesson.id, name) in wanted for name in names_of(step)):
                yield lesson, step


def board(
    catalogue: Catalogue,
    assigned: Collection[Step],
    done: Iterable[ClassStep],
    mistakes: Iterable[MistakeFigures],
    roll: tuple[Member, ...],
    moment: datetime,
) -> Board:
    """The class as it stands."""
    counted = {(each.lesson, each.step): each for each in done}
    told = list(mistakes)
    steps = list(steps_of(catalogue, assigned or counted.keys()))
    rows = tuple(_row(lesson, step, counted, told, len(roll)) for lesson, step in steps)
    seats = tuple(_seat(each, steps) for each in roll)
    return Board(rows, seats, bool(assigned), moment)


def called(member: Member) -> str:
    """The name that a member gave; else their number in the class, which is theirs here alone."""
    return member.name or f"Student {member.number}"


def tried_at(member: Member, lesson: Lesson, step: Graded) -> Tried | None:
    """What a member has done at a step, under its id or a former one; where it was passed, that."""
    found = [each for each in member.tried if each.lesson == lesson.id and each.step in names_of(step)]
    return next((each for each in found if each.passed), found[0] if found else None)


def _row(
    lesson: Lesson, step: Graded, counted: Mapping[Step, ClassStep], told: list[MistakeFigures], members: int
) -> BoardRow:
    names = names_of(step)
    found = [counted[lesson.id, name] for name in names if (lesson.id, name) in counted]
    # Who tried it under two ids is counted twice, so never beyond the class.
    passed = min(members, sum(each.passed for each in found))
    trying = min(members, sum(each.tried for each in found)) - passed
    mine = [each for each in told if each.lesson == lesson.id and each.step in names]
    return BoardRow(lesson, step, members - trying - passed, trying, passed, tuple(mine[:TOP]))


def _seat(member: Member, steps: list[tuple[Lesson, Graded]]) -> Seat:
    done = [found for each in steps if (found := tried_at(member, *each))]
    return Seat(member.number, called(member), len(done), sum(each.passed is not None for each in done))
