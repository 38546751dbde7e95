"""A transcript run again in a new sandbox, bounded as a whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from webapp.inside import wire
from webapp.sandbox.child import Child
from webapp.sandbox.limits import Limits
from webapp.sandbox.watch import Run, order


class Replay:
    """Runs snippets one after another until one ends the process, time is up, or nobody waits for it any more."""

    def __init__(self, child: Child, limits: Limits, begin: Callable[..., Run], abandoned: Callable[[], bool]) -> None:
        self._child = child
        self._limits = limits
        self._begin = begin
        self._abandoned = abandoned
        self.interrupted = False
        """The visitor asked to interrupt meanwhile. A replayed snippet is not the one they meant, so it runs on."""

    def stop(self, _reason: str) -> None:
        """Notes the wish, for the snippet that follows."""
        self.interrupted = True

    async def play(self, snippets: Sequence[wire.Frame]) -> list[wire.Frame]:
        """Outcome and digest of each snippet that was reached; each comes with its source and its clock."""
        results: list[wire.Frame] = []
        cpu_left = self._limits.replay_seconds
        ends = time.monotonic() + self._limits.replay_wall_seconds
        for snippet in snippets:
            share = min(self._limits.cpu_seconds, cpu_left)
            if not self._child.alive or share <= 0 or time.monotonic() > ends or self._abandoned():
                break
            before = self._child.cpu_seconds()
            run = self._begin(self._child, cpu_seconds=share)
            again = order(self._limits, snippet["source"], [], snippet["clock"], steps=False)
            seen = await run.observe(again, _ignore)
            cpu_left -= max(0.0, self._child.cpu_seconds() - before)
            results.append({"outcome": _short(seen.get("outcome")), "digest": _short(seen.get("digest"))})
        return results


def _short(value: object) -> str:
    # What a sandbox says goes no further than it must.
    return value[:32] if isinstance(value, str) else ""


async def _ignore(_frame: wire.Frame) -> None:
    return
