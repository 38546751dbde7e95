"""What a supervisor says of itself, as numbers that can be shown; it may be a worker's, so it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.sandbox.counts import CAUSES

NUMBERS = ("live", "running", "waiting", "spares", "room")
COUNTS = ("interrupted", "killed", "evicted")


@dataclass(frozen=True, slots=True)
class Figures:
    """`numbers` are of this moment, by NUMBERS; `counts` since the supervisor's start, by COUNTS and cause."""

    numbers: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]


def figures(status: Mapping[str, object]) -> Figures:
    """Those of a status; what is no number is left out, and a cause that is not ours is called "other"."""
    numbers = {name: value for name in NUMBERS if isinstance(value := status.get(name), int)}
    counts: dict[str, dict[str, int]] = {}
    for name in COUNTS:
        found = status.get(name)
        kept = counts[name] = {}
        for cause, number in found.items() if isinstance(found, dict) else ():
            if isinstance(number, int):
                known = cause if cause in CAUSES else "other"
                kept[known] = kept.get(known, 0) + number
    return Figures(numbers, counts)
