"""What completes a text, asked of a visitor's live sandbox while nothing of theirs runs, or of a throwaway one."""

from __future__ import annotations

from typing import Any

from webapp.inside import wire
from webapp.sandbox.child import Child
from webapp.sandbox.limits import Limits
from webapp.sandbox.pool import Live, Owner, Pool
from webapp.sandbox.turns import Turns

CPU_SECONDS = 0.5
"""Processor time of one answer: most take a few milliseconds, and the bounds inside keep it far below."""
MOST_AT_ONCE = 8
"""Throwaway sandboxes for completion: whoever would need one more gets nothing, and asks again at the next key."""

BUSY = {"state": "busy"}
ELSEWHERE = {"state": "elsewhere"}


class Completing:
    """Answers without a turn of the client's: it is held here, for as long as the answer takes."""

    def __init__(self, pool: Pool, turns: Turns, limits: Limits) -> None:
        self._pool, self._turns, self._limits = pool, turns, limits
        self._apart = 0

    async def answer(self, request: wire.Frame) -> dict[str, Any]:
        """`state` and, where it is "found", `found`, which came from inside and is not trusted.

        With a `start`, a new sandbox at it is asked and ended. Else the visitor's live one is, where it stands `at`
        the place the client knows of: "elsewhere" where there is none that does, "busy" where they have a snippet in
        flight. Nothing of this counts as a snippet. Raises StartFailedError, FullError.
        """
        owner = (str(request["visitor"]), str(request["lesson"]))
        source = str(request["source"])
        if "start" in request:
            return await self._of_throwaway(request["start"], request["seed"], source)
        if self._turns.held(owner[0]):
            return BUSY
        async with self._turns.turn(owner[0]):
            live = self._pool.find(owner)
            if live is None or live.position is None or live.position != request["at"]:
                return ELSEWHERE
            return await self._of_live(owner, live, source)

    async def _of_live(self, owner: Owner, live: Live, source: str) -> dict[str, Any]:
        live.busy = True  # nobody else's sandbox may take its place meanwhile
        try:
            found = await self._asked(live.child, source)
        finally:
            live.ran()
            live.rest()
            if not live.child.alive:
                self._pool.discard(owner)
        return found

    async def _of_throwaway(self, start: dict[str, Any], seed: str, source: str) -> dict[str, Any]:
        if self._apart >= MOST_AT_ONCE:
            return BUSY
        self._apart += 1
        try:
            child = await self._pool.sandbox(start, seed, spare=False)
            try:
                return await self._asked(child, source)
            finally:
                child.forget()
        finally:
            self._apart -= 1

    async def _asked(self, child: Child, source: str) -> dict[str, Any]:
        run = self._pool.run(child, cpu_seconds=min(CPU_SECONDS, self._limits.cpu_seconds))
        return {"state": "found", "found": await run.observe({"complete": True, "source": source}, _nowhere)}


async def _nowhere(_frame: wire.Frame) -> None:
    return
