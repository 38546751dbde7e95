"""Rebuilds a sandbox that has ended, by running its transcript again."""

from __future__ import annotations

from webapp.sandbox.interface import Replayed, Turn
from webapp.store.entries import Entry, Transcript

AGAIN = ("ok", "error")
"""Outcomes of snippets that are run again. One that was refused did nothing; the others may not end."""


def rebuild(turn: Turn, transcript: Transcript) -> tuple[str, ...]:
    """A sandbox at the end of the transcript; sentences on what is not as it was, none where all is.

    A snippet that was interrupted, killed or crashed its process is left out, and named.
    """
    again = [entry for entry in transcript.entries if entry.observation.outcome in AGAIN]
    results = turn.rebuild(transcript.start, [entry.source for entry in again])
    told = [
        _named(entry, "was left out of it, because it did not end by itself")
        for entry in transcript.entries
        if entry.observation.outcome in ("interrupted", "killed", "crashed")
    ]
    told += [
        _named(entry, _difference(result))
        for entry, result in zip(again, results, strict=True)
        if result.digest != entry.observation.digest
    ]
    return ("Your sandbox had ended and was rebuilt from your snippets.", *told) if told else ()


def _difference(result: Replayed) -> str:
    return "came out differently this time" if result.outcome in AGAIN else "could not be run again"


def _named(entry: Entry, what: str) -> str:
    line = (entry.source.strip().splitlines() or [""])[0]
    return f"The snippet that begins with “{line[:60]}” {what}."
