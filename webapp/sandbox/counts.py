"""What a supervisor has done since it was started, counted by cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

CAUSES = frozenset(
    (
        *("visitor", "cpu", "wall", "shifts", "broken", "forged"),
        *("system call", "outside", "crash", "restless", "memory", "place"),
    )
)
"""The first are those of `reasons`."""


@dataclass(slots=True)
class Counts:
    """Each is a number by a cause of ours; nothing that comes from inside a sandbox becomes one."""

    interrupted: Counter[str] = field(default_factory=Counter)
    """Runs that were stopped and whose sandbox lives on."""
    killed: Counter[str] = field(default_factory=Counter)
    """Sandboxes that ended while a run was in them, or because they worked between two."""
    evicted: Counter[str] = field(default_factory=Counter)
    """Idle sandboxes that were ended for others: for their `place`, or while `memory` ran short."""

    def as_frame(self) -> dict[str, dict[str, int]]:
        """For the status: by kind and cause."""
        return {"interrupted": dict(self.interrupted), "killed": dict(self.killed), "evicted": dict(self.evicted)}
