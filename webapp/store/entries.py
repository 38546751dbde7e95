"""What the store takes and gives: plain frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from webapp.lessons.start import Start
from webapp.observation import Observation

Kind = Literal["console", "answer", "example"]


@dataclass(frozen=True, slots=True)
class NewSnippet:
    """A snippet that has run. `submission` is None where no submission of its own brought it, as with an example that
    runs because a later one continues it."""

    submission: str | None
    kind: Kind
    step: str | None
    source: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """The verdict on an answer, as plain JSON data. `digest` is the exercise's."""

    step: str
    passed: bool
    verdict: dict[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A recorded snippet; `verdict` is None unless it answered an exercise. `created` is in UTC."""

    id: int
    submission: str | None
    kind: Kind
    step: str | None
    source: str
    observation: Observation
    verdict: dict[str, Any] | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Transcript:
    """The snippets since a fresh start, in the order they ran: enough to rebuild the sandbox."""

    id: int
    lesson: str
    start: Start
    step: str | None
    entries: tuple[Entry, ...]

    @property
    def position(self) -> str:
        """Where a sandbox stands that has run all of this; another position is another sandbox."""
        return f"{self.id}.{self.entries[-1].id if self.entries else 0}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer to an exercise, with its verdict. `created` is in UTC."""

    step: str
    source: str
    passed: bool
    verdict: dict[str, Any]
    created: datetime


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a visitor is with a step. `passed` is when it was first passed, in UTC; `digest` is of the exercise as it
    was when last passed, empty before."""

    tries: int
    passed: datetime | None
    digest: str
