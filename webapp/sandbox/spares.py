"""Sandboxes made ahead of their visitors: at the starts asked for last, with all done that can be done before."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from webapp.sandbox.child import Child
from webapp.sandbox.templates import ShortError, StartFailedError

OF_ONE_START = 3
"""Spares kept at one start. They are made one after the other; so many visitors at once find one each."""
MAKE_AFTER = 0.03
"""Seconds between the taking of a spare and the making of the next: its visitor's first snippet runs meanwhile."""

Make = Callable[[dict[str, Any]], Awaitable[Child]]
"""Makes a sandbox at a start. Raises StartFailedError, ShortError."""


@dataclass(slots=True)
class _Shelf:
    """The spares at one start."""

    start: dict[str, Any]
    children: deque[Child] = field(default_factory=deque)


class Spares:
    """At most `most` of them in all; those at the start that was asked for longest ago go first."""

    def __init__(self, most: int, make: Make) -> None:
        self._most = most
        self._make = make
        self._shelves: OrderedDict[str, _Shelf] = OrderedDict()
        self._wanted = asyncio.Event()

    def __len__(self) -> int:
        return sum(len(shelf.children) for shelf in self._shelves.values())

    def take(self, start: dict[str, Any]) -> Child | None:
        """One at that start, if there is one; more are made for whoever comes next."""
        if self._most == 0:
            return None
        digest = str(start["digest"])
        shelf = self._shelves.setdefault(digest, _Shelf(start))
        self._shelves.move_to_end(digest)
        self._wanted.set()
        while shelf.children:
            child = shelf.children.popleft()
            if child.alive:
                return child
        return None

    def clear(self) -> None:
        """Ends them all: their places are needed."""
        for shelf in self._shelves.values():
            for child in shelf.children:
                child.forget()
        self._shelves.clear()

    async def forever(self) -> None:
        """Makes spares until it is cancelled."""
        while True:
            await self._wanted.wait()
            await asyncio.sleep(MAKE_AFTER)
            self._wanted.clear()
            # A start that does not run, or a machine that has no more to give, is told to whoever asks for a sandbox.
            with suppress(ShortError, StartFailedError):
                await self._fill()

    async def _fill(self) -> None:
        while (shelf := self._latest_lacking()) is not None:
            child = await self._make(shelf.start)
            if self._shelves.get(str(shelf.start["digest"])) is not shelf:
                child.forget()  # cleared meanwhile
                return
            shelf.children.append(child)
            self._drop_oldest()

    def _latest_lacking(self) -> _Shelf | None:
        room = self._most
        for shelf in reversed(self._shelves.values()):
            wanted = min(OF_ONE_START, room)
            if len(shelf.children) < wanted:
                return shelf
            room -= wanted
            if room <= 0:
                return None
        return None

    def _drop_oldest(self) -> None:
        over = len(self) - self._most
        for digest, shelf in list(self._shelves.items()):
            while over > 0 and shelf.children:
                shelf.children.popleft().forget()
                over -= 1
            if over > 0:
                del self._shelves[digest]
