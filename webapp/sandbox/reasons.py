"""What the host says of a run that did not end as its author meant: sentences for the visitor."""

from __future__ import annotations

from typing import Any

from webapp.sandbox.limits import Limits

REASONS = {
    "visitor": "You interrupted this snippet.",
    "cpu": "This snippet used its {cpu:g} seconds of processor time, so it was stopped. Does a loop never end?",
    "wall": (
        "This snippet ran for {wall:g} seconds, so it was stopped. "
        "Does a loop never end, or does it wait for something that never comes?"
    ),
    "shifts": (
        "So many long snippets run at this moment that this one waited {shifts:g} seconds for its turns, "
        "so it was stopped. Run it again."
    ),
    "broken": "Savepoint itself failed while it ran this snippet; the operator's log says where. Your work is kept.",
    "forged": "This snippet's process sent what it may not, so it was ended.",
}
_HINTS = {
    "MemoryError": "A snippet may use {memory} MiB of memory here; `MemoryError` says that this one asked for more.",
    "RecursionError": "Python goes 1,000 calls deep at most: something calls itself or lies within itself without end.",
    "SystemExit": "`SystemExit` ends a program. The console goes on, and your names are kept.",
}
"""By the exception that ended a snippet, where Python's own words say too little."""


def hint(observation: dict[str, Any], limits: Limits) -> str:
    """A sentence that goes with the exception a snippet ended with; "" where none does, or where there is a note."""
    error = observation.get("error")
    if observation.get("note") or not isinstance(error, dict):
        return ""
    name = error.get("type")
    return _HINTS.get(name, "").format(memory=limits.memory >> 20) if isinstance(name, str) else ""
