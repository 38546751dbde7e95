"""Rebuilds a sandbox that has ended, by running its transcript again."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.lessons.start import Start
from webapp.sandbox.interface import Replayed, Turn
from webapp.store.entries import Entry

AGAIN = ("ok", "error")
"""Outcomes of snippets that are run again. One that was refused did nothing."""
ENDED = ("interrupted", "killed", "crashed")
"""Outcomes of snippets that did not end by themselves, and may not the next time."""
MOST_TRIES = 3
"""Times that a rebuild is tried again without the snippet that broke it."""


def rebuild(turn: Turn, start: Start, entries: Sequence[Entry]) -> tuple[str, ...]:
    """A sandbox at the end of a transcript; sentences on what is not as it was, none where all is.

    A snippet that was interrupted, killed or crashed its process is left out, and named.
    """
    again = [entry for entry in entries if entry.observation.outcome in AGAIN]
    told = [
        _named(entry, "was left out of it, because it did not end by itself")
        for entry in entries
        if entry.observation.outcome in ENDED
    ]
    results = turn.rebuild(start, [entry.source for entry in again])
    for _ in range(MOST_TRIES):
        broken = _breaking(results)
        if not broken:
            break
        # One that ends the process this time would do so every time: it is left out, and the others are tried again.
        told.append(_named(again.pop(broken - 1), "ended the sandbox when it was run again, so it was left out"))
        results = turn.rebuild(start, [entry.source for entry in again])
    else:
        again, results = [], turn.rebuild(start, [])
        told.append("Running the others again takes too long, so this is a fresh start.")
    told += [
        _named(entry, "came out differently this time" if result.outcome else "was not reached in the time there is")
        for entry, result in zip(again, results, strict=True)
        if result.digest != entry.observation.digest
    ]
    return ("Your sandbox had ended and was rebuilt from your snippets.", *told) if told else ()


def _breaking(results: Sequence[Replayed]) -> int:
    """The place, from 1, of the snippet that ended its sandbox; 0 where none did."""
    return next((place for place, result in enumerate(results, 1) if result.outcome in ENDED), 0)


def _named(entry: Entry, what: str) -> str:
    line = (entry.source.strip().splitlines() or [""])[0]
    return f"The snippet that begins with “{line[:60]}” {what}."
