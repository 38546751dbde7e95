"""The limits of sandboxes, as the supervisor needs them."""

from __future__ import annotations

import json
import resource
from dataclasses import asdict, dataclass

from webapp.config import Settings
from webapp.sandbox.memory import above, available

MEMORY_OF_ONE = 12 * 1024 * 1024
"""Bytes a live sandbox counts for when the number to keep is derived from free memory (6 to 12 MB were measured)."""
MEMORY_OF_THE_REST = 190 * 1024 * 1024
"""Bytes that supervisor, zygote, templates and the web's processes come to hold, which start after the free ones are
counted."""
SHARE_OF_MEMORY = 0.6
IDLE_SHARE = 0.25
DESCRIPTORS_OF_ONE = 2
"""A sandbox's socket and pidfd in the supervisor."""
RESERVED_DESCRIPTORS = 400
"""For 64 templates, three each, and for clients."""
LEAST_LIVE = 8
MOST_SPARES = 12
"""Three each at the four starts asked for last: about 80 MB."""


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
    spares: int = 0
    """Sandboxes made ahead of their visitors, beside the live ones."""

    shift_seconds: float = 25.0
    """Time that one run waits for its shifts at most, beside its time on the wall."""
    replay_wall_seconds: float = 30.0
    """Time to rebuild a sandbox, all its snippets together."""
    start_seconds: float = 10.0
    """Time for a lesson's start to run, once per template."""
    grace_seconds: float = 0.6
    """Time between the first interrupt and the kill."""
    idle_share: float = IDLE_SHARE
    """Share of memory below whose availability idle sandboxes are ended, the oldest first."""
    least_share: float = 0.15
    """Share of memory below whose availability running ones are ended too, those that grew most first."""
    templates: int = 64
    waiting: int = 8
    """Requests of one visitor at once: one that runs, the others wait for their turn."""

    @classmethod
    def of(cls, settings: Settings, *, live: int = 0) -> Limits:
        """The limits that the settings ask for; `live` sandboxes at once, where it is given."""
        live = live or settings.live_sandboxes or _fitting()
        return cls(
            cpu_seconds=settings.cpu_seconds,
            wall_seconds=settings.wall_seconds,
            replay_seconds=settings.replay_seconds,
            memory=settings.memory_mib * 1024 * 1024,
            output=settings.output_kib * 1024,
            statements=settings.statements,
            live=live,
            spares=min(MOST_SPARES, live // 8),
        )

    def as_json(self) -> str:
        """For the supervisor's command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Limits:
        """The other way round."""
        return cls(**json.loads(text))


def _fitting() -> int:
    # While less than the idle share is left, idle sandboxes are ended: what lies below it is no room for them.
    beyond = above(IDLE_SHARE) - MEMORY_OF_THE_REST
    by_memory = int(min(available() * SHARE_OF_MEMORY, beyond)) // MEMORY_OF_ONE
    _, descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)
    by_descriptors = (descriptors - RESERVED_DESCRIPTORS) // DESCRIPTORS_OF_ONE
    return max(LEAST_LIVE, min(by_memory, by_descriptors))
