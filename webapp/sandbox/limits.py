"""The limits of sandboxes, as the supervisor needs them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass

from webapp.config import Settings

MEMORY_OF_ONE = 12 * 1024 * 1024
"""Bytes a live sandbox counts for when the number to keep is derived from free memory (6 to 12 MB were measured)."""
SHARE_OF_MEMORY = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, bytes and counts; see `webapp.config.Settings` for what each is."""

    cpu_seconds: float
    wall_seconds: float
    replay_seconds: float
    memory: int
    output: int
    statements: int
    live: int

    start_seconds: float = 10.0
    """Time for a lesson's start to run, once per template."""
    grace_seconds: float = 0.6
    """Time between the first interrupt and the kill."""
    templates: int = 64
    waiting: int = 8
    """Requests of one visitor that may wait for their turn."""

    @classmethod
    def of(cls, settings: Settings, *, live: int = 0) -> Limits:
        """The limits that the settings ask for; `live` sandboxes at once, where it is given."""
        return cls(
            cpu_seconds=settings.cpu_seconds,
            wall_seconds=settings.wall_seconds,
            replay_seconds=settings.replay_seconds,
            memory=settings.memory_mib * 1024 * 1024,
            output=settings.output_kib * 1024,
            statements=settings.statements,
            live=live or settings.live_sandboxes or _fitting(),
        )

    def as_json(self) -> str:
        """For the supervisor's command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Limits:
        """The other way round."""
        return cls(**json.loads(text))


def _fitting() -> int:
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(16, int(free * SHARE_OF_MEMORY) // MEMORY_OF_ONE)
