"""What the store takes and gives: plain frozen values, never rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from webapp.lessons.start import Start
from webapp.observation import Observation

Kind = Literal["console", "answer", "example", "prediction"]

LEAVES_NAMES = ("ok", "error")
"""Outcomes of snippets whose names are in the sandbox afterwards."""


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
    """The verdict on an answer, as plain JSON data. `digest` is the exercise's.

    `mistake` is the author's sentence that a wrong answer got; where there is none, `observed` is a digest of what it
    did, the same for all that did the same.
    """

    step: str
    passed: bool
    verdict: dict[str, Any]
    digest: str
    mistake: str = ""
    observed: str | None = None


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
    """The snippets since a fresh start, as a whole; `Store.entries` has each of them.

    `position` is where a sandbox stands that has run them all; another position is another sandbox. `has_console`:
    names may have been made in the console.
    """

    id: int
    lesson: str
    start: Start
    step: str | None
    position: str
    has_console: bool

    def followed_by(self, entries: Sequence[Entry]) -> "Transcript":
        """The same with these entries at its end."""
        if not entries:
            return self
        return replace(
            self,
            position=position_of(self.id, entries[-1].id),
            has_console=self.has_console
            or any(each.kind == "console" and each.observation.outcome in LEAVES_NAMES for each in entries),
        )


def position_of(transcript_id: int, last_entry: int | None) -> str:
    """Where a sandbox stands that has run that transcript up to that entry."""
    return f"{transcript_id}.{last_entry or 0}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a visitor stands in a lesson as a submission of theirs comes in.

    `transcript` is the current one, None before the first; `can_bring_back`: there is an earlier one in whose
    console names were made; `is_recorded`: the submission has come before, and `Store.entry` has it.
    """

    transcript: Transcript | None
    can_bring_back: bool
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was added, and the transcript with it."""

    transcript: Transcript
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer to an exercise, with its verdict. `created` is in UTC.

    `raised` is what was seen while it ran, where it failed and ended in an exception.
    """

    step: str
    source: str
    passed: bool
    verdict: dict[str, Any]
    created: datetime
    raised: Observation | None = None


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a visitor is with a step. `passed` is when it was first passed, in UTC; `digest` is of the exercise as it
    was when last passed, empty before."""

    tries: int
    passed: datetime | None
    digest: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not run yet; `text` is None where nothing is drafted any more, as when it has been run.

    `version` counts up with each change; `changed` is in UTC.
    """

    text: str | None
    version: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it stands beside the solution: its text, and the token spans that the sandbox sent with it."""

    source: str
    passed: bool
    spans: Sequence[tuple[str, int]] = ()


HelpKind = Literal["hint", "lines", "solution"]


@dataclass(frozen=True, slots=True)
class Help:
    """What a visitor asked for at a step: hints opened, and when the lines and the solution were asked for, in UTC."""

    hints: int = 0
    lines: datetime | None = None
    solution: datetime | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """Where something was run last: the lesson, and the id of the step, None in the lesson's own console."""

    lesson: str
    step: str | None


@dataclass(frozen=True, slots=True)
class ResumeLink:
    """A good link to go on at another device: when it was made and last used, in UTC."""

    created: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a visitor: `counts` of rows by table, steps passed, and the good resume link, if there is one."""

    since: datetime
    counts: dict[str, int]
    passed: int
    link: ResumeLink | None
