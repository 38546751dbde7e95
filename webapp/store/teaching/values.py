"""What instructors are told: plain frozen values. No visitor's id is in any of them; moments are in UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.store.entries import Answer

Step = tuple[str, str]
"""A lesson's id and a step's."""


@dataclass(frozen=True, slots=True)
class Instructor:
    """`key` changes with every new login link: what was logged in by an old one is then logged in no more."""

    id: int
    name: str
    key: str
    created: datetime
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Class:
    """A class as its instructor sees it. `solutions`: since when they can be asked for, None for always. `token` is the
    join link's, None where it was made before links could be read again."""

    id: int
    title: str
    created: datetime
    closed: datetime | None
    solutions: datetime | None
    token: str | None
    members: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A class as a member sees it; `name` is what they gave, `number` what they are known by without one."""

    id: int
    title: str
    instructor: str
    number: int
    name: str | None
    joined: datetime
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a join link leads to."""

    id: int
    title: str
    instructor: str


@dataclass(frozen=True, slots=True)
class StepFigures:
    """How a step goes. `students` tried it and `passed` of them passed; `tries` and `seconds`, from the first answer to
    the pass, are medians over those, None where nobody passed. Of the wrong answers so many were `explained` by a
    sentence of the author's, and so many were not."""

    lesson: str
    step: str
    attempts: int
    students: int
    passed: int
    tries: float | None
    seconds: float | None
    explained: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class MistakeFigures:
    """How often a sentence was given at a step, and to how many students."""

    lesson: str
    step: str
    says: str
    given: int
    students: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Wrong answers that no sentence explained and that all did the same; the latest of them as an example."""

    observed: str
    answers: int
    students: int
    example: Answer
    verdict: dict[str, object]
    outcome: str


@dataclass(frozen=True, slots=True)
class ClassStep:
    """How many members have tried a step, and how many of them have passed it."""

    lesson: str
    step: str
    tried: int
    passed: int


@dataclass(frozen=True, slots=True)
class Tried:
    """How far a member is with a step. `passed` is when they first did."""

    lesson: str
    step: str
    tries: int
    passed: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """A member as their instructor sees them."""

    number: int
    name: str | None
    tried: Sequence[Tried]
