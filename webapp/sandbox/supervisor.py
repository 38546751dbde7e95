"""The process that owns a machine's sandboxes. `launch` starts it, with socket, limits, policy and its own process id.

It starts, counts, times, kills and reaps. It imports neither Flask nor the store, holds no secret, and never parses a
visitor's text.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from webapp import logs
from webapp.sandbox.completing import Completing
from webapp.sandbox.conversation import Conversation
from webapp.sandbox.limits import Limits
from webapp.sandbox.pool import Pool
from webapp.sandbox.replay import Replay
from webapp.sandbox.sweep import Sweep
from webapp.sandbox.templates import Templates
from webapp.sandbox.turns import Turns
from webapp.sandbox.watch import Run

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class Supervisor:
    """Listens on a Unix socket, one conversation for each connection."""

    def __init__(self, path: Path, limits: Limits, *, policy: bool) -> None:
        self._path = path
        self._limits = limits
        self._templates = Templates(limits, policy=policy)
        self._pool = Pool(limits, self._templates)
        self._turns = Turns(limits.waiting)
        self._running: dict[tuple[str, str], Run | Replay] = {}
        self._completing = Completing(self._pool, self._turns, limits)
        self._conversations: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serves until SIGTERM or SIGINT; then ends every process it started."""
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
        await self._templates.warm()
        beside = [
            asyncio.create_task(each.forever())
            for each in (Sweep(self._pool, self._limits), self._pool.spares, self._pool.shifts)
        ]
        # Its folder says who comes in: this user alone, or the web's group too. Never wider, not even for a moment.
        before = os.umask(0o117)
        server = await asyncio.start_unix_server(self._converse, self._path, limit=1 << 20)
        os.umask(before)
        await stopping.wait()
        server.close()
        tasks = [*beside, *self._conversations]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._templates.close()
        self._path.unlink(missing_ok=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._conversations.add(task)
            task.add_done_callback(self._conversations.discard)
        try:
            conversation = Conversation(
                self._pool, self._turns, self._running, self._limits, self._completing, reader, writer
            )
            await conversation.hold()
        except (ConnectionError, asyncio.CancelledError):
            return  # the client went away in the middle of a run, or we are stopping; its turn has ended
        finally:
            writer.close()


def main() -> None:
    """Runs a supervisor until it is told to stop, or until the process that started it ends."""
    path, limits, policy, parent = Path(sys.argv[1]), Limits.from_json(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    logs.begin(os.environ.get(logs.LOG, "text"))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # each live sandbox takes two descriptors here
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        return
    # What a template forks is our child anyway; should anything else be orphaned, it becomes ours too.
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    asyncio.run(Supervisor(path, limits, policy=policy == "policy").run())
