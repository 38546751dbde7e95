"""Looks at the live sandboxes now and then: what works between its turns, and what to end while memory runs short."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable

from webapp.sandbox.child import Child
from webapp.sandbox.limits import MEMORY_OF_ONE, Limits
from webapp.sandbox.memory import missing
from webapp.sandbox.pool import Live, Owner, Pool

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks."""
IDLE_CPU = 0.5
"""Seconds of processor time that a sandbox may use between its snippets: it waits for one, and should use none."""


class Sweep:
    """Ends sandboxes that do what a run's own limits cannot see."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        self._sizes: dict[Child, int] = {}

    async def forever(self) -> None:
        """Looks until it is cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            self.end_the_restless()
            self.relieve_memory(missing(self._limits.idle_share), missing(self._limits.least_share))
            self._pool.reap_strays()

    def end_the_restless(self) -> None:
        """Ends each sandbox that has worked although nobody asked it to."""
        for owner, live in list(self._pool.live.items()):
            if not live.busy and live.child.cpu_seconds() - live.rested_at > IDLE_CPU:
                log.warning("a sandbox that worked between its snippets was ended")
                self._pool.discard(owner)
                self._pool.counts.killed["restless"] += 1

    def relieve_memory(self, lacking: int, sorely: int) -> None:
        """Ends idle sandboxes, the oldest first, for `lacking` bytes; then any, the one that grew most first.

        What is lacking `sorely`, less than that, is what running ones are ended for.
        """
        if not lacking:
            self._sizes.clear()
            return
        self._pool.spares.clear()
        freed = self._end(self._pool.idle(), lacking, self._pool.counts.evicted)
        sizes = {owner: live.child.resident() for owner, live in self._pool.live.items()}
        # One that was not there at the last look has grown since it was made.
        grown = {owner: sizes[owner] - self._last(live) for owner, live in self._pool.live.items()}
        by_growth = sorted(sizes, key=lambda owner: (grown[owner], sizes[owner]), reverse=True)
        self._end(by_growth, sorely - freed, self._pool.counts.killed)
        self._sizes = {live.child: sizes[owner] for owner, live in self._pool.live.items()}

    def _last(self, live: Live) -> int:
        return self._sizes.get(live.child, live.size)

    def _end(self, owners: Iterable[Owner], lacking: int, counted: Counter[str]) -> int:
        """Ends as many of them, in that order, as hold what is lacking; the bytes that come free."""
        freed = ended = 0
        for owner in owners:
            if freed >= lacking:
                break
            live = self._pool.live[owner]
            freed += MEMORY_OF_ONE + max(0, live.child.resident() - live.size)
            ended += 1
            counted["memory"] += 1
            self._pool.discard(owner)
        if ended:
            log.warning("memory runs short: %d of the sandboxes were ended, for about %d MiB", ended, freed >> 20)
        return freed
