"""Looks at the live sandboxes now and then: what works between its turns, and what grows while memory runs short."""

from __future__ import annotations

import asyncio
import logging

from webapp.sandbox.memory import available_share
from webapp.sandbox.pool import Owner, Pool

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks."""
IDLE_CPU = 0.5
"""Seconds of processor time that a sandbox may use between its snippets: it waits for one, and should use none."""
LEAST_AVAILABLE = 0.15
"""Share of the machine's memory below which the largest growing sandbox is ended."""


class Sweep:
    """Ends sandboxes that do what a run's own limits cannot see."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._sizes: dict[Owner, int] = {}

    async def forever(self) -> None:
        """Looks until it is cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            self.end_the_restless()
            self.relieve_memory()
            self._pool.reap_strays()

    def end_the_restless(self) -> None:
        """Ends each sandbox that has worked although nobody asked it to."""
        for owner, live in list(self._pool.live.items()):
            if not live.busy and live.child.cpu_seconds() - live.rested_at > IDLE_CPU:
                log.warning("a sandbox that worked between its snippets was ended")
                self._pool.discard(owner)

    def relieve_memory(self) -> None:
        """Ends the sandbox that grew most since the last look, where memory runs short."""
        if available_share() >= LEAST_AVAILABLE:
            self._sizes.clear()
            return
        sizes = {owner: live.child.resident() for owner, live in self._pool.live.items()}
        if sizes:
            largest = max(sizes, key=lambda owner: (sizes[owner] - self._sizes.get(owner, 0), sizes[owner]))
            log.warning("memory runs short: a sandbox of %d MiB was ended", sizes.pop(largest) >> 20)
            self._pool.discard(largest)
        self._sizes = sizes
