"""The processes of this machine: the zygote, a template for each start, and the live sandboxes."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from webapp.inside import wire
from webapp.sandbox.child import Child
from webapp.sandbox.forker import Forker, start_zygote
from webapp.sandbox.limits import Limits

Owner = tuple[str, str]
"""A visitor and a lesson."""


class StartFailedError(Exception):
    """A lesson's start does not run, or no process could be made. The message is a sentence.

    `part` and `line` are where the author's code failed: "prelude", "setup" or a dataset's name; "" where none did.
    """

    def __init__(self, message: str, part: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.part, self.line = part, line


class FullError(Exception):
    """Every live sandbox is running: none can be evicted."""


@dataclass(slots=True)
class Live:
    """A visitor's sandbox. `position` says which transcript it stands at the end of; None while that is unsettled."""

    child: Child
    position: str | None = None
    used: float = field(default_factory=time.monotonic)
    busy: bool = False


class Pool:
    """Starts, finds, evicts. Everything is a child of this process; nothing here waits for a snippet."""

    def __init__(self, limits: Limits, *, policy: bool) -> None:
        self._limits = limits
        self._policy = policy
        self._zygote: Forker | None = None
        self._templates: OrderedDict[str, asyncio.Task[Forker]] = OrderedDict()
        self._starting = asyncio.Lock()
        self.live: dict[Owner, Live] = {}
        self.kernel: dict[str, Any] = {}

    async def warm(self) -> Forker:
        """The zygote; a new one after it was killed. Raises StartFailedError."""
        async with self._starting:
            if self._zygote is None or not self._zygote.child.alive:
                try:
                    self._zygote, self.kernel = await start_zygote(policy=self._policy)
                except (EOFError, OSError, wire.WireError) as error:
                    raise StartFailedError("The process that sandboxes are made from did not start.") from error
            return self._zygote

    async def _template(self, start: dict[str, Any]) -> Forker:
        # A task for each start: one that takes long keeps nobody waiting but those who want the same.
        digest = str(start["digest"])
        making = self._templates.get(digest)
        if making is None or _is_spent(making):
            making = self._templates[digest] = asyncio.create_task(self._make_template(start))
            while len(self._templates) > self._limits.templates:
                self._templates.popitem(last=False)[1].add_done_callback(_close)
        self._templates.move_to_end(digest)
        return await asyncio.shield(making)

    async def _make_template(self, start: dict[str, Any]) -> Forker:
        zygote = await self.warm()
        child: Child | None = None
        try:
            child = await zygote.fork({"start": start})
            answer = await asyncio.wait_for(child.receive(), self._limits.start_seconds)
        except TimeoutError as error:
            if child is not None:
                child.kill()
            raise StartFailedError(
                f"The lesson's start did not end within {self._limits.start_seconds:g} seconds."
            ) from error
        except (EOFError, OSError, wire.WireError) as error:
            raise StartFailedError("The lesson's start ended its process.") from error
        if "failed" in answer:
            part, line = str(answer["part"]), int(answer["line"])
            raise StartFailedError(f"The lesson's {part} cannot be used: {answer['failed']}", part, line)
        return Forker(child)

    async def sandbox(self, start: dict[str, Any], seed: str) -> Child:
        """A new sandbox at that start. `seed` is for `random`. Raises StartFailedError."""
        order = {"memory": self._limits.memory, "seed": seed}
        for last in (False, True):
            template = await self._template(start)
            try:
                child = await template.fork(order)
                answer = await child.receive()
            except (EOFError, OSError, wire.WireError) as error:
                template.close()  # killed under our hands: the next one is made anew
                if last:
                    raise StartFailedError("No process could be made for this snippet.") from error
                continue
            if "ready" in answer:
                return child
            raise StartFailedError(f"No snippet can run: {answer.get('failed')}")
        raise StartFailedError("No process could be made for this snippet.")

    async def keep(self, owner: Owner, child: Child) -> Live:
        """Makes `child` its owner's live sandbox; ends the one before it, and the oldest idle one beyond the cap."""
        self.discard(owner)
        while len(self.live) >= self._limits.live:
            idle = [(live.used, other) for other, live in self.live.items() if not live.busy]
            if not idle:
                child.kill()
                raise FullError
            self.discard(min(idle)[1])
        live = self.live[owner] = Live(child)
        return live

    def find(self, owner: Owner) -> Live | None:
        """The owner's sandbox, if it lives."""
        live = self.live.get(owner)
        if live is not None and not live.child.alive:
            del self.live[owner]
            return None
        return live

    def discard(self, owner: Owner) -> None:
        """Ends the owner's sandbox, if there is one."""
        live = self.live.pop(owner, None)
        if live is not None:
            live.child.kill()

    async def close(self) -> None:
        """Ends every process and waits until each is reaped."""
        for making in self._templates.values():
            making.cancel()
        await asyncio.gather(*self._templates.values(), return_exceptions=True)
        made = [making.result() for making in self._templates.values() if not _has_failed(making)]
        forkers = [*made, *([self._zygote] if self._zygote else [])]
        for forker in forkers:
            forker.close()
        children = [*(live.child for live in self.live.values()), *(forker.child for forker in forkers)]
        for child in children:
            child.kill()
        await asyncio.gather(*(child.death for child in children))


def _has_failed(making: asyncio.Task[Forker]) -> bool:
    return making.cancelled() or making.exception() is not None


def _is_spent(making: asyncio.Task[Forker]) -> bool:
    return making.done() and (_has_failed(making) or not making.result().child.alive)


def _close(making: asyncio.Task[Forker]) -> None:
    if not _has_failed(making):
        making.result().close()
