"""One snippet at a time for each visitor: a second one waits for its turn, a crowd is told so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class CrowdedError(Exception):
    """Too many requests of one visitor wait already."""


class Turns:
    """A lock for each visitor who has one, forgotten when nobody waits for it."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @property
    def waiting(self) -> int:
        """Turns that wait for another one of the same visitor's."""
        return sum(self._waiting.values()) - len(self._waiting)

    def held(self, visitor: str) -> bool:
        """Whether somebody holds the visitor's turn, or waits for it."""
        return visitor in self._waiting

    @asynccontextmanager
    async def turn(self, visitor: str) -> AsyncIterator[None]:
        """Holds the visitor's turn. Raises CrowdedError when too many wait for it."""
        if self._waiting.get(visitor, 0) >= self._most_waiting:
            raise CrowdedError
        self._waiting[visitor] = self._waiting.get(visitor, 0) + 1
        try:
            async with self._locks.setdefault(visitor, asyncio.Lock()):
                yield
        finally:
            self._waiting[visitor] -= 1
            if not self._waiting[visitor]:
                del self._waiting[visitor], self._locks[visitor]
