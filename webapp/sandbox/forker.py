"""Asks the zygote or a template for a new process."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from webapp.inside import wire
from webapp.sandbox.child import Child, adopt

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, {root!r}); from webapp.inside.zygote import main; main()"


class Forker:
    """A process that forks on request: `child` is the process itself."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self._control = child.duplicate_socket()
        self._one_at_a_time = asyncio.Lock()
        self._closed = False

    @property
    def spent(self) -> bool:
        """Whether it forks no more. A process that was killed is known to have ended only a moment later."""
        return self._closed or not self.child.alive

    async def fork(self, request: wire.Frame) -> Child:
        """A new process. Raises OSError, EOFError or wire.WireError; BlockingIOError where there is none to give."""
        ours, theirs = socket.socketpair()
        try:
            ours.setblocking(False)
            async with self._one_at_a_time:
                # The descriptor travels with one byte, the request follows as an ordinary frame.
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
                await self.child.send(request | {"parent": os.getpid()})
                answer = await self.child.receive()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        if "pid" not in answer:
            ours.close()
            raise BlockingIOError(errno.EAGAIN, str(answer.get("failed")))
        return await adopt(int(answer["pid"]), ours)

    def close(self) -> None:
        """Ends the process; what was forked from it lives on."""
        self._closed = True
        self._control.close()
        self.child.kill()


async def start_zygote(remember: Callable[[Child], None], *, policy: bool) -> tuple[Forker, wire.Frame]:
    """A new zygote, and what it said of the kernel. Raises EOFError when it does not start.

    `remember` is called as soon as there is a process.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        theirs.set_inheritable(True)
        command = [sys.executable, "-s", "-P", "-c", _START.format(root=str(_ROOT))]
        arguments = [str(theirs.fileno()), str(os.getpid()), "policy" if policy else "no-policy"]
        pid = os.posix_spawn(
            command[0],
            [*command, *arguments],
            # A fixed hash seed makes a rebuilt sandbox's sets come out in the same order; nothing else is passed on.
            {"PYTHONHASHSEED": "0"},
        )
    forker = Forker(await adopt(pid, ours))
    remember(forker.child)
    return forker, await forker.child.receive()
