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
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from webapp.sandbox.child import Child

LONG = 0.03
"""Seconds of processor time from which on a run is long. Most take a few milliseconds; twenty loops are long soon."""
SHIFT = 0.05
"""Seconds until the next ones go on."""


class Shifts:
    """The long runs there are, in the order in which they go on."""

    def __init__(self, at_once: int | None = None) -> None:
        self._at_once = at_once or len(os.sched_getaffinity(0))
        self._long: deque[Child] = deque()
        self._crowded = asyncio.Event()

    @contextmanager
    def long(self, child: Child) -> Iterator[None]:
        """Within it, the child works in shifts; afterwards it goes on, if it lives."""
        self._long.append(child)
        if len(self._long) > self._at_once:
            child.send_signal(signal.SIGSTOP)
            self._crowded.set()
        try:
            yield
        finally:
            place = self._long.index(child)
            self._long.remove(child)
            child.send_signal(signal.SIGCONT)
            if place < self._at_once <= len(self._long):
                self._long[self._at_once - 1].send_signal(signal.SIGCONT)

    async def forever(self) -> None:
        """Changes shifts until it is cancelled."""
        while True:
            await self._crowded.wait()
            while len(self._long) > self._at_once:
                await asyncio.sleep(SHIFT)
                self._change()
            self._crowded.clear()

    def _change(self) -> None:
        over = len(self._long) - self._at_once
        if over <= 0:
            return
        resting = list(self._long)[: self._at_once]
        self._long.rotate(-self._at_once)
        working = list(self._long)[: self._at_once]
        for child in resting:
            if child not in working:
                child.send_signal(signal.SIGSTOP)
        for child in working:
            child.send_signal(signal.SIGCONT)
