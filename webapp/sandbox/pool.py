"""The live sandboxes of this machine: one for each visitor and lesson, the oldest idle ones evicted first."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from webapp.sandbox.child import Child
from webapp.sandbox.counts import Counts
from webapp.sandbox.limits import Limits
from webapp.sandbox.shifts import Shifts
from webapp.sandbox.spares import Spares
from webapp.sandbox.templates import ShortError, Templates
from webapp.sandbox.watch import Run

Owner = tuple[str, str]
"""A visitor and a lesson."""


class FullError(Exception):
    """Every live sandbox is running: none can be evicted."""


@dataclass(slots=True)
class Live:
    """A visitor's sandbox. `position` says which transcript it stands at the end of; None while that is unsettled.

    `busy`: a turn holds it. `rested_at` is the processor time it had used, in seconds, when its last snippet ended.
    """

    child: Child
    position: str | None = None
    used: float = field(default_factory=time.monotonic)
    busy: bool = True
    rested_at: float = 0.0
    size: int = 0
    """Bytes of memory it held when it was made, those it shares with its template included."""

    def rest(self) -> None:
        """Its turn has ended."""
        self.busy = False
        self.used = time.monotonic()

    def ran(self) -> None:
        """Its last snippet has ended: from here on it should use no processor time."""
        self.rested_at = self.child.cpu_seconds()


class Pool:
    """Finds, keeps and evicts."""

    def __init__(self, limits: Limits, templates: Templates) -> None:
        self._limits = limits
        self._templates = templates
        self.spares = Spares(limits.spares, partial(templates.sandbox, rehearse=True))
        self.shifts = Shifts()
        self.counts = Counts()
        self.live: dict[Owner, Live] = {}

    @property
    def kernel(self) -> dict[str, Any]:
        """What the zygote said of the kernel."""
        return self._templates.kernel

    def run(self, child: Child, *, cpu_seconds: float | None = None) -> Run:
        """What runs a snippet in `child`, within its limits or those `cpu_seconds`."""
        return Run(child, self._limits, self.shifts, self.counts, cpu_seconds=cpu_seconds)

    async def sandbox(self, start: dict[str, Any], seed: str, *, spare: bool = True) -> Child:
        """A sandbox that nobody owns yet; `seed` is for what comes by chance. Raises StartFailedError, FullError.

        It may be a `spare` one, made ahead.
        """
        while True:
            try:
                child = (self.spares.take(start) if spare else None) or await self._templates.sandbox(start)
                await child.send({"seed": seed})
                return child
            except ConnectionError:
                continue  # ended from outside while it waited
            except ShortError:
                self.spares.clear()
                await asyncio.shield(self._evict_one().death)
                await asyncio.sleep(0)  # its descriptors are closed in the loop's next round

    def keep(self, owner: Owner, child: Child) -> Live:
        """Makes `child` its owner's live sandbox; ends the one before it, and the oldest idle one beyond the cap."""
        self.discard(owner)
        try:
            while len(self.live) >= self._limits.live:
                self._evict_one()
        except FullError:
            child.kill()
            raise
        live = self.live[owner] = Live(child, size=child.resident())
        return live

    def _evict_one(self) -> Child:
        idle = self.idle()
        if not idle:
            raise FullError
        owner = idle[0]
        child = self.live[owner].child
        self.discard(owner)
        self.counts.evicted["place"] += 1
        return child

    def idle(self) -> list[Owner]:
        """Whose sandboxes no turn holds; those used longest ago first."""
        return sorted(
            (each for each, live in self.live.items() if not live.busy), key=lambda each: self.live[each].used
        )

    def find(self, owner: Owner) -> Live | None:
        """The owner's sandbox, if it lives."""
        live = self.live.get(owner)
        if live is not None and not live.child.alive:
            del self.live[owner]
            return None
        return live

    def reap_strays(self) -> None:
        """Reaps what ended without ever having been anybody's."""
        self._templates.reap_strays()

    def discard(self, owner: Owner) -> None:
        """Ends the owner's sandbox, if there is one."""
        live = self.live.pop(owner, None)
        if live is not None:
            live.child.forget()
