"""What a visitor sends, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from webapp.checks.verdict import Verdict
from webapp.store.entries import Entry


@dataclass(frozen=True, slots=True)
class Submission:
    """What a visitor sends in one go. `id` is unique for the visitor: a repeat gets the recorded result.

    `step` is the id of an exercise or a prediction, or the example's number; the source of a prediction is what is
    predicted (see `webapp.checks.prediction`); `start` the digest of the start the page was made with.
    """

    id: str
    source: str
    kind: Literal["console", "answer", "example", "prediction"] = "console"
    step: str | None = None
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a submission added to the transcript, and what the page must say about it.

    `before` and `position` are where the console stood and stands: `before` is empty where the entries begin a
    transcript, and the same as `position` where they were there already, because the submission was a repeat.
    `can_bring_back`: there is a console of before a fresh start; None where it was not asked for.
    `replaced`: a fresh start replaced names made in the console. `rebuilt`: sentences on what a rebuilt sandbox lacks.
    """

    entries: tuple[Entry, ...]
    before: str
    position: str
    verdict: Verdict | None = None
    replaced: bool = False
    rebuilt: tuple[str, ...] = ()
    can_bring_back: bool | None = None
