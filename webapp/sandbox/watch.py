"""One run under its limits: an interrupt first, so that the visitor keeps their state; the kill after."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from webapp.inside import wire
from webapp.sandbox.child import Child, Death
from webapp.sandbox.counts import Counts
from webapp.sandbox.incoming import BrokenError, ForgedError, Incoming
from webapp.sandbox.limits import Limits
from webapp.sandbox.reasons import REASONS, hint
from webapp.sandbox.shifts import LONG, SHIFT, LongRun, Shifts

log = logging.getLogger(__name__)
Emit = Callable[[wire.Frame], Awaitable[None]]

WATCHED_AFTER = 0.02
"""Seconds after which a run is watched: less than any limit may be, and than anybody takes to interrupt it."""
INTERRUPT_EVERY = 0.05
"""Seconds between two interrupts: code that catches one meets the next."""


def order(
    limits: Limits, source: str, probes: list[Any], clock: Sequence[int] = (), *, steps: bool = True
) -> wire.Frame:
    """The request that runs a snippet. With `steps` it is recorded what each line changed.

    `clock` is what it read of the clock, where it is run again.
    """
    caps = {"output": limits.output, "statements": limits.statements, "steps": steps}
    return {"source": source, "probes": probes, "clock": clock} | caps


class Run:
    """One snippet in one sandbox, from request to observation."""

    def __init__(
        self, child: Child, limits: Limits, shifts: Shifts, counts: Counts, *, cpu_seconds: float | None = None
    ) -> None:
        self._child = child
        self._limits = limits
        self._shifts = shifts
        self._counts = counts
        self._cpu = limits.cpu_seconds if cpu_seconds is None else cpu_seconds
        self._stopping = asyncio.Event()
        self._reason = ""
        self._long: LongRun | None = None
        self._watcher: asyncio.Task[None] | None = None

    def stop(self, reason: str) -> None:
        """Interrupts the run; `reason` is a key of REASONS. The first one counts."""
        self._reason = self._reason or reason
        self._stopping.set()

    async def observe(self, request: wire.Frame, emit: Emit) -> dict[str, Any]:
        """Runs the request; output frames go to `emit` as they come; gives the observation as plain data.

        The child may be dead afterwards: look at `child.alive`.
        """
        started = time.monotonic()
        self._child.allow_cpu(self._cpu)
        used_before = self._child.cpu_seconds()
        # Most runs end before they are worth a task of their own.
        beginning = asyncio.get_running_loop().call_later(WATCHED_AFTER, self._begin_watch, started, used_before)
        try:
            observation = await self._exchange(request, emit)
        except (EOFError, ConnectionError, wire.WireError, ForgedError, BrokenError) as error:
            self._note(error)
            self._child.kill()
            # Shielded: whoever gives up waiting here must not make the death unknown to everybody else.
            death = await asyncio.shield(self._child.death)
            return self._post_mortem(death, str(request["source"]), time.monotonic() - started)
        finally:
            beginning.cancel()
            if self._watcher is not None:
                self._watcher.cancel()
                with suppress(asyncio.CancelledError):
                    await self._watcher
        if self._reason:
            self._counts.interrupted[self._reason] += 1
            observation |= {"outcome": "interrupted", "note": self._told()}
        elif sentence := hint(observation, self._limits):
            observation["note"] = sentence
        return observation

    async def _exchange(self, request: wire.Frame, emit: Emit) -> dict[str, Any]:
        token = secrets.token_hex(8)
        incoming = Incoming(self._child, token, self._limits)
        await self._child.send(request | {"run": token})
        while True:
            kind, data = await incoming.next()
            if kind == "observation":
                return data
            await emit({"frame": "output", "event": data})
            await asyncio.sleep(0)  # frames that came all at once are no reason to keep other visitors waiting

    def _note(self, error: Exception) -> None:
        if isinstance(error, BrokenError):
            self._reason = "broken"
            log.error("a sandbox failed in Savepoint's own code:\n  %s", error)
        elif isinstance(error, ForgedError | wire.WireError):
            self._reason = self._reason or "forged"

    def _begin_watch(self, started: float, used_before: float) -> None:
        self._watcher = asyncio.create_task(self._watch(started, used_before))

    async def _watch(self, started: float, used_before: float) -> None:
        await self._until_stopped(started, used_before)
        deadline = time.monotonic() + self._limits.grace_seconds
        while time.monotonic() < deadline:
            self._child.send_signal(signal.SIGINT)
            await asyncio.sleep(INTERRUPT_EVERY)
        self._child.kill()

    async def _until_stopped(self, started: float, used_before: float) -> None:
        with ExitStack() as shift:
            for allowed in (min(LONG, self._cpu), self._cpu):
                while not self._stopping.is_set():
                    cpu_left = allowed - (self._child.cpu_seconds() - used_before)
                    wall_left = self._wall_left(started)
                    if cpu_left <= 0 or wall_left <= 0:
                        break
                    # It cannot use more processor time than passes on the wall: it has one thread.
                    pause = min(cpu_left, wall_left) + 0.002
                    with suppress(TimeoutError):
                        rests = self._long is not None and self._long.rests
                        await asyncio.wait_for(self._stopping.wait(), max(pause, SHIFT) if rests else pause)
                if allowed < self._cpu and not self._stopping.is_set():
                    self._long = shift.enter_context(self._shifts.long(self._child))
            self.stop("cpu")  # where nothing else has

    def _wall_left(self, started: float) -> float:
        """Seconds until time alone would end the run; where none are left, it is stopped."""
        waits_left = self._limits.shift_seconds - self.waited
        wall_left = started + self._limits.wall_seconds + self.waited - time.monotonic()
        if min(waits_left, wall_left) <= 0:
            self.stop("wall" if wall_left <= 0 else "shifts")
        return min(waits_left, wall_left)

    @property
    def waited(self) -> float:
        """Seconds in which it waited for its shifts: time of others, not its own."""
        return self._long.waited if self._long is not None else 0.0

    def _told(self) -> str:
        return REASONS[self._reason].format(
            cpu=self._cpu, wall=self._limits.wall_seconds, shifts=self._limits.shift_seconds
        )

    def _post_mortem(self, death: Death, source: str, seconds: float) -> dict[str, Any]:
        seen: dict[str, Any] = {"source": source, "seconds": seconds}
        self._counts.killed[self._reason or _cause(death)] += 1
        if self._reason:
            return seen | {"outcome": "crashed" if self._reason == "broken" else "killed", "note": self._told()}
        if death.signal == signal.SIGSYS:
            note = "This snippet asked the operating system for something that is not allowed here, so it was ended."
        elif death.signal == signal.SIGXCPU:
            note = REASONS["cpu"].format(cpu=self._cpu)
        elif death.signal == signal.SIGKILL:
            note = "This snippet's process was ended from outside, for lack of memory perhaps."
        else:
            return seen | {"outcome": "crashed", "note": f"This snippet crashed its process: {death}."}
        return seen | {"outcome": "killed", "note": note}


def _cause(death: Death) -> str:
    """What nobody asked for: a call that the kernel refuses, its own limit, somebody else's kill, or a crash."""
    causes = {signal.SIGSYS: "system call", signal.SIGXCPU: "cpu", signal.SIGKILL: "outside"}
    return causes.get(signal.Signals(death.signal), "crash") if death.signal is not None else "crash"
