"""Rebuilds a sandbox that has ended, by running its transcript again."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.lessons.start import Start
from webapp.sandbox.interface import Past, Replayed, Turn
from webapp.store.entries import Entry

AGAIN = ("ok", "error")
"""Outcomes of snippets that are run again. One that was refused did nothing."""
ENDED = ("interrupted", "killed", "crashed")
"""Outcomes of snippets that did not end by themselves, and may not the next time."""
MOST_TRIES = 5
"""Times that a rebuild is tried: twice with each of two snippets that break it, and then without both."""

MOST_READINGS = 100_000
"""Of the clock, in a transcript that is run again: two of the eight MiB that a frame has. Later ones read it anew."""


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
    results, broke = _tried(turn, start, again)
    told += [_named(entry, "ended the sandbox when it was run again, so it was left out") for entry in broke]
    if _breaking(results):
        again, results = [], turn.rebuild(start, [])
        told.append("Running the others again takes too long, so this is a fresh start.")
    told += [
        _named(entry, "came out differently this time" if result.outcome else "was not reached in the time there is")
        for entry, result in zip(again, results, strict=True)
        if result.digest != entry.observation.digest
    ]
    return ("Your sandbox had ended and was rebuilt from your snippets.", *told) if told else ()


def _tried(turn: Turn, start: Start, again: list[Entry]) -> tuple[list[Replayed], list[Entry]]:
    """What became of the snippets in the last try, and those that broke the others, which it takes out of `again`."""
    broke: list[Entry] = []
    suspect = None
    for _ in range(MOST_TRIES):
        results = turn.rebuild(start, _as_they_ran(again))
        place = _breaking(results)
        if not place:
            break
        # A process may be ended from outside once, whatever runs in it. What is stopped at a limit, or ends a second
        # process, would do so every time.
        if again[place - 1] is suspect or results[place - 1].outcome == "interrupted":
            broke.append(again.pop(place - 1))
        else:
            suspect = again[place - 1]
    return results, broke


def _as_they_ran(entries: Sequence[Entry]) -> list[Past]:
    past: list[Past] = []
    left = MOST_READINGS
    for entry in entries:
        clock = entry.observation.clock[:left]
        left -= len(clock)
        past.append(Past(entry.source, clock))
    return past


def _breaking(results: Sequence[Replayed]) -> int:
    """The place, from 1, of the snippet that ended its sandbox; 0 where none did."""
    return next((place for place, result in enumerate(results, 1) if result.outcome in ENDED), 0)


def _named(entry: Entry, what: str) -> str:
    line = (entry.source.strip().splitlines() or [""])[0]
    return f"The snippet that begins with “{line[:60]}” {what}."
