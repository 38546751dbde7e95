"""Where sandboxes come from: the zygote, and a template for each start."""

from __future__ import annotations

import asyncio
import errno
import signal
from collections import OrderedDict
from contextlib import suppress
from typing import Any

from webapp.inside import wire
from webapp.sandbox.child import Child, Death
from webapp.sandbox.forker import Forker, start_zygote
from webapp.sandbox.limits import Limits
from webapp.sandbox.strays import reap_stray

SHORT = (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM, errno.ENOBUFS)
"""Errors that speak of this machine, not of the process that was asked."""
TRIES = 3
"""Times that a process is made anew where it, or what it is made from, was killed meanwhile: the deaths of a template
and of the zygote, say, are noticed one after the other."""
ENDS_WITHIN = 1.0
"""Seconds from the end of what a process says to its own."""


class StartFailedError(Exception):
    """A lesson's start does not run, or no process could be made. The message is a sentence.

    `part` and `line` are where the author's code failed: "prelude", "setup" or a dataset's name; "" where none did.
    """

    def __init__(self, message: str, part: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.part, self.line = part, line


class KilledError(Exception):
    """A process was killed while something was made from it."""


class ShortError(Exception):
    """This machine has no process or descriptor to give at the moment."""


class Templates:
    """Makes sandboxes, and what they are made from. Everything is a child of this process."""

    def __init__(self, limits: Limits, *, policy: bool) -> None:
        self._limits = limits
        self._policy = policy
        self._zygote: Forker | None = None
        self._made: OrderedDict[str, asyncio.Task[Forker]] = OrderedDict()
        self._starting = asyncio.Lock()
        self._children: set[Child] = set()
        self.kernel: dict[str, Any] = {}

    async def warm(self) -> Forker:
        """The zygote; a new one after it was killed. Raises StartFailedError."""
        async with self._starting:
            if self._zygote is None or self._zygote.spent:
                try:
                    self._zygote, self.kernel = await start_zygote(self._remember, policy=self._policy)
                except (EOFError, OSError, wire.WireError) as error:
                    raise StartFailedError("The process that sandboxes are made from did not start.") from error
            return self._zygote

    async def sandbox(self, start: dict[str, Any], *, rehearse: bool = False) -> Child:
        """A new sandbox at that start, which waits for a seed. Raises StartFailedError, ShortError.

        One that is to `rehearse` takes longer to be ready, and less for its first snippet.
        """
        order = {"memory": self._limits.memory, "rehearse": rehearse}
        for _ in range(TRIES):
            template = await self._template(start)
            try:
                child = await template.fork(order)
            except (EOFError, OSError, wire.WireError) as error:
                _raise_if_short(error)
                template.close()  # killed under our hands: the next one is made anew
                continue
            self._remember(child)
            with suppress(EOFError, OSError, wire.WireError):  # killed while it was being made
                answer = await child.receive()
                if "ready" in answer:
                    return child
                raise StartFailedError(f"No snippet can run: {answer.get('failed')}")
        raise StartFailedError("No process could be made for this snippet.")

    async def _template(self, start: dict[str, Any]) -> Forker:
        # A task for each start: one that takes long keeps nobody waiting but those who want the same.
        digest = str(start["digest"])
        making = self._made.get(digest)
        if making is None or _is_spent(making):
            making = self._made[digest] = asyncio.create_task(self._make(start))
            while len(self._made) > self._limits.templates:
                self._made.popitem(last=False)[1].add_done_callback(_close)
        self._made.move_to_end(digest)
        return await asyncio.shield(making)

    async def _make(self, start: dict[str, Any]) -> Forker:
        for _ in range(TRIES):
            try:
                return await self._made_of(start)
            except KilledError:
                continue  # under our hands: the next one is made anew
        raise StartFailedError("The lesson's start ended its process.")

    async def _made_of(self, start: dict[str, Any]) -> Forker:
        zygote = await self.warm()
        child: Child | None = None
        try:
            child = await zygote.fork({"start": start})
            self._remember(child)
            answer = await asyncio.wait_for(child.receive(), self._limits.start_seconds)
        except TimeoutError as error:
            if child is not None:
                child.kill()
            raise StartFailedError(
                f"The lesson's start did not end within {self._limits.start_seconds:g} seconds."
            ) from error
        except (EOFError, OSError, wire.WireError) as error:
            _raise_if_short(error)
            if child is None:
                zygote.close()
                raise KilledError from error
            if await _was_killed(child):
                raise KilledError from error
            raise StartFailedError("The lesson's start ended its process.") from error
        if "failed" in answer:
            part, line = str(answer["part"]), int(answer["line"])
            raise StartFailedError(f"The lesson's {part} cannot be used: {answer['failed']}", part, line)
        return Forker(child)

    def _remember(self, child: Child) -> None:
        def forget(_death: asyncio.Future[Death]) -> None:
            self._children.discard(child)

        self._children.add(child)
        child.death.add_done_callback(forget)

    def reap_strays(self) -> None:
        """Reaps what was forked for us and ended, but by a process that was killed before it could tell."""
        known = {child.pid for child in self._children}
        while reap_stray(known):
            pass

    async def close(self) -> None:
        """Ends every process that was ever made here, and waits until each is reaped."""
        for making in self._made.values():
            making.cancel()
        made = await asyncio.gather(*self._made.values(), return_exceptions=True)
        for forker in (self._zygote, *made):
            if isinstance(forker, Forker):
                forker.close()
        children = list(self._children)
        for child in children:
            child.kill()
        await asyncio.gather(*(asyncio.shield(child.death) for child in children))


async def _was_killed(child: Child) -> bool:
    try:
        death = await asyncio.wait_for(asyncio.shield(child.death), ENDS_WITHIN)
    except TimeoutError:  # it has said what no process of ours says, and goes on
        child.kill()
        return False
    return death.signal == signal.SIGKILL


def _raise_if_short(error: Exception) -> None:
    if isinstance(error, OSError) and error.errno in SHORT:
        raise ShortError from error


def _has_failed(making: asyncio.Task[Forker]) -> bool:
    return making.cancelled() or making.exception() is not None


def _is_spent(making: asyncio.Task[Forker]) -> bool:
    return making.done() and (_has_failed(making) or making.result().spent)


def _close(making: asyncio.Task[Forker]) -> None:
    if not _has_failed(making):
        making.result().close()
