"""Long runs work in shifts: no more of them at once than there are processors, so that short ones find one free.

The kernel alone shares the processors among all that run. With twenty endless loops on two of them, a short snippet
took 70 ms where it takes 2; with shifts 10, as much as by giving the loops the lowest priority there is (9). But to
raise a priority again takes rights that a server in a container, or of an ordinary user, does not have, and when its
loop has ended, a sandbox is an honest visitor's. A stopped process needs no rights to go on.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from webapp.sandbox.child import Child

LONG = 0.03
"""Seconds of processor time from which on a run is long. Most take a few milliseconds; twenty loops are long soon."""
SHIFT = 0.05
"""Seconds until the next ones go on."""


@dataclass(slots=True, eq=False)
class LongRun:
    """One of the long runs, and how long it has waited for its shifts."""

    child: Child
    _resting_since: float | None = None
    _rested: float = 0.0

    def rest(self) -> None:
        """Its process is stopped until its next shift."""
        if self._resting_since is None:
            self._resting_since = time.monotonic()
            self.child.send_signal(signal.SIGSTOP)

    def work(self) -> None:
        """Its process goes on, if it lives."""
        self._rested, self._resting_since = self.waited, None
        self.child.send_signal(signal.SIGCONT)

    @property
    def rests(self) -> bool:
        """Whether its process is stopped."""
        return self._resting_since is not None

    @property
    def waited(self) -> float:
        """Seconds, all its rests together."""
        return self._rested + (0.0 if self._resting_since is None else time.monotonic() - self._resting_since)


class Shifts:
    """The long runs there are, in the order in which they go on."""

    def __init__(self, at_once: int | None = None) -> None:
        self._at_once = at_once or len(os.sched_getaffinity(0))
        self._long: deque[LongRun] = deque()
        self._crowded = asyncio.Event()

    @contextmanager
    def long(self, child: Child) -> Iterator[LongRun]:
        """Within it, the child works in shifts; afterwards it goes on."""
        run = LongRun(child)
        self._long.append(run)
        if len(self._long) > self._at_once:
            run.rest()
            self._crowded.set()
        try:
            yield run
        finally:
            place = self._long.index(run)
            self._long.remove(run)
            run.work()
            if place < self._at_once <= len(self._long):
                self._long[self._at_once - 1].work()

    async def forever(self) -> None:
        """Changes shifts until it is cancelled."""
        while True:
            await self._crowded.wait()
            while len(self._long) > self._at_once:
                await asyncio.sleep(SHIFT)
                self._change()
            self._crowded.clear()

    def _change(self) -> None:
        if len(self._long) <= self._at_once:
            return
        resting = list(self._long)[: self._at_once]
        self._long.rotate(-self._at_once)
        working = list(self._long)[: self._at_once]
        for run in resting:
            if run not in working:
                run.rest()
        for run in working:
            run.work()
