"""One client's conversation with the supervisor: it takes a visitor's turn, asks, and hangs up.

Requests are frames with an `op`. `turn` comes first and holds the visitor's turn until the client releases it or hangs
up, so that what a snippet did is recorded before the visitor's next one begins.

| op | asks | answers |
|---|---|---|
| turn | visitor, lesson, ahead | turn: position of the live sandbox, or null; or crowded; or what `run` answers |
| rebuild | start, seed, snippets (source and clock of each) | rebuilt: outcome and digest of each snippet; or failed |
| run | source, probes, steps | output ..., observation; or gone |
| throwaway | start, seed, sources, probes, interruptible | output ..., observation, for each of them |
| discard | | nothing |
| release | position | nothing: the live sandbox stands there, unless it is null |
| interrupt | visitor, lesson | interrupted: whether a snippet ran |
| complete | visitor, lesson, at, source, start, seed | completed: what completes the source, or busy, or elsewhere |
| status | | status: what the kernel offers, how many sandboxes there are, and what became of others, by cause |

`ahead`, where it is not null, is a snippet that runs at once where the sandbox stands at its `at`: source, probes, and
start and seed where it is to run in a new sandbox.

`complete` takes no turn of the client's: see `completing`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from webapp.inside import wire
from webapp.sandbox.completing import Completing
from webapp.sandbox.limits import Limits
from webapp.sandbox.pool import FullError, Owner, Pool
from webapp.sandbox.reasons import REASONS
from webapp.sandbox.replay import Replay
from webapp.sandbox.templates import StartFailedError
from webapp.sandbox.turns import CrowdedError, Turns
from webapp.sandbox.watch import Run, order

Op = Callable[[wire.Frame], Awaitable[None]]


class Conversation:
    """The server's side of one connection."""

    def __init__(
        self,
        pool: Pool,
        turns: Turns,
        running: dict[Owner, Run | Replay],
        limits: Limits,
        completing: Completing,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._pool, self._turns, self._running, self._limits = pool, turns, running, limits
        self._reader, self._writer = reader, writer
        self._owner: Owner = ("", "")
        self._completing = completing
        self._interrupted = False
        self._ops: dict[str, Op] = {
            "rebuild": self._rebuild,
            "run": self._run,
            "throwaway": self._throwaway,
            "discard": self._discard,
        }

    async def hold(self) -> None:
        """Answers until the client hangs up."""
        while (request := await self._receive()) is not None:
            if request["op"] == "turn":
                await self._turn(request)
            elif request["op"] == "interrupt":
                run = self._running.get((request["visitor"], request["lesson"]))
                if run is not None:
                    run.stop("visitor")
                await self._send({"frame": "interrupted", "found": run is not None})
            elif request["op"] == "complete":
                await self._answered(self._complete, request)
            else:
                await self._send(self._status())

    def _status(self) -> wire.Frame:
        pool = self._pool
        numbers = {
            "live": len(pool.live),
            "running": len(self._running),
            "waiting": self._turns.waiting,
            "spares": len(pool.spares),
            "room": self._limits.live,
        }
        return {"frame": "status", "kernel": pool.kernel} | numbers | pool.counts.as_frame()

    async def _turn(self, request: wire.Frame) -> None:
        self._owner = (str(request["visitor"]), str(request["lesson"]))
        self._interrupted = False
        try:
            async with self._turns.turn(self._owner[0]):
                live = self._pool.find(self._owner)
                if live is not None:
                    live.busy = True  # from here on nobody else's sandbox may take its place
                position = live.position if live else None
                ahead = request["ahead"]
                try:
                    if ahead is not None and ahead["at"] == position:
                        await self._answered(self._run_ahead, ahead)
                    else:
                        await self._send({"frame": "turn", "position": position})
                    await self._while_it_lasts()
                finally:
                    self._rest()
        except CrowdedError:
            await self._send({"frame": "crowded"})

    async def _while_it_lasts(self) -> None:
        while (request := await self._receive()) is not None:
            if request["op"] == "release":
                self._settle(request["position"])
                return
            await self._answered(self._ops[request["op"]], request)

    def _settle(self, position: str | None) -> None:
        live = self._pool.find(self._owner)
        if live is not None and position is not None:
            live.position = position

    async def _answered(self, op: Op, request: wire.Frame) -> None:
        try:
            await op(request)
        except StartFailedError as error:
            await self._send({"frame": "failed", "message": str(error), "part": error.part, "line": error.line})
        except FullError:
            await self._send({"frame": "full"})

    def _rest(self) -> None:
        live = self._pool.find(self._owner)
        if live is not None:
            live.rest()
            if live.position is None:
                self._pool.discard(self._owner)  # nobody recorded what it did last

    async def _run_ahead(self, ahead: wire.Frame) -> None:
        if "start" in ahead:
            child = await self._pool.sandbox(ahead["start"], ahead["seed"])
            self._pool.keep(self._owner, child)
        await self._run(ahead)

    async def _rebuild(self, request: wire.Frame) -> None:
        child = await self._pool.sandbox(request["start"], request["seed"])
        live = self._pool.keep(self._owner, child)
        replay = self._running[self._owner] = Replay(child, self._limits, self._pool.run, self._reader.at_eof)
        try:
            results = await replay.play(request["snippets"])
        finally:
            del self._running[self._owner]
            live.ran()
        self._interrupted = replay.interrupted
        await self._send({"frame": "rebuilt", "results": results})

    async def _run(self, request: wire.Frame) -> None:
        live = self._pool.find(self._owner)
        if live is None:
            await self._send({"frame": "gone"})
            return
        live.position = None
        if self._interrupted:  # while the sandbox was rebuilt: what was meant is the snippet that comes now
            self._interrupted = False
            seen = {"source": str(request["source"]), "outcome": "interrupted", "note": REASONS["visitor"]}
            await self._send({"frame": "observation", "observation": seen})
            return
        run = self._running[self._owner] = self._pool.run(live.child)
        try:
            await self._send_observed(run, request)
        finally:
            del self._running[self._owner]
            live.ran()

    async def _throwaway(self, request: wire.Frame) -> None:
        child = await self._pool.sandbox(request["start"], request["seed"])
        *before, last = request["sources"]
        try:
            for source in before:
                await self._send_observed(self._pool.run(child), {"source": source, "probes": []})
            run = self._pool.run(child)
            if request["interruptible"]:
                self._running[self._owner] = run
            await self._send_observed(run, {"source": last, "probes": request["probes"]})
        finally:
            self._running.pop(self._owner, None)
            child.kill()

    async def _send_observed(self, run: Run, request: wire.Frame) -> None:
        wanted = request.get("steps", True) is True
        asked = order(self._limits, str(request["source"]), list(request["probes"]), steps=wanted)
        seen = await run.observe(asked, self._send)
        await self._send({"frame": "observation", "observation": seen})

    async def _complete(self, request: wire.Frame) -> None:
        await self._send({"frame": "completed"} | await self._completing.answer(request))

    async def _discard(self, _request: wire.Frame) -> None:
        self._pool.discard(self._owner)

    async def _receive(self) -> wire.Frame | None:
        try:
            header = await self._reader.readexactly(wire.HEADER.size)
            return wire.unpack(await self._reader.readexactly(wire.length_of(header)))
        except (asyncio.IncompleteReadError, ConnectionError):
            return None

    async def _send(self, frame: wire.Frame) -> None:
        self._writer.write(wire.pack(frame))
        await self._writer.drain()
