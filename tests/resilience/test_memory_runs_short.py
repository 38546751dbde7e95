"""Memory runs short: who is ended first, and that the server goes on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from tests.conftest import LOW
from tests.looping import result_of
from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.errors import BusyError
from webapp.lessons.start import Start
from webapp.sandbox import memory
from webapp.sandbox.child import CLOSE_AFTER
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import MEMORY_OF_ONE, Limits
from webapp.sandbox.pool import Live, Pool
from webapp.sandbox.sweep import Sweep
from webapp.sandbox.templates import Templates
from webapp.sandbox.watch import order

MIB = 1024 * 1024
GROW = """\
import time
kept = []
for _ in range(11):
    kept.append('x' * 10_000_000)
    time.sleep(0.02)
time.sleep(2)
"""
"""A hundred and ten megabytes, close to the limit, held for longer than from one look to the next."""


def short_of(more: int) -> Limits:
    """Limits by which memory runs short where that many bytes more are used than now, as measured on this machine."""
    share = 1.0
    while memory.missing(share) + more > memory.missing(1.0):
        share -= 0.001
    return replace(LOW, wall_seconds=10.0, idle_share=share, least_share=share)


def test_twenty_at_their_limit_leave_the_server_up() -> None:
    with Launched(short_of(600 * MIB)) as launched, ThreadPoolExecutor(20) as pool:

        def grow(_: int) -> str:
            with suppress(BusyError):  # ended before it could begin, so the page would send it again
                return Visitor(launched.sandboxes).run(GROW).outcome
            return "busy"

        assert "killed" in set(pool.map(grow, range(20))) <= {"ok", "killed", "busy"}
        until(lambda: launched.sandboxes.status()["running"] == 0)
        assert "42\n" in (Visitor(launched.sandboxes).run("6 * 7").output for _ in range(20))


class Watched:
    """A pool of real sandboxes and the look at it, in this process."""

    def __init__(self) -> None:
        self.templates = Templates(LOW, policy=True)
        self.pool = Pool(LOW, self.templates)
        self.sweep = Sweep(self.pool, LOW)

    async def add(self, name: str, *, idle: bool) -> Live:
        live = self.pool.keep((name, "lesson"), await self.pool.sandbox(Start().as_frame(), name))
        if idle:
            live.rest()
        return live

    async def run(self, live: Live, source: str) -> None:
        seen = await self.pool.run(live.child).observe(order(LOW, source, []), ignore)
        assert seen["outcome"] == "ok"

    def left(self) -> str:
        return "".join(sorted(name for name, _ in self.pool.live))


async def ignore(_frame: object) -> None: ...


def test_oldest_idle_ones_go_first_then_what_grew_most() -> None:
    async def work() -> None:
        here = Watched()
        try:
            for name in "ab":
                await here.add(name, idle=True)
            large, growing, small = [await here.add(name, idle=False) for name in "lgs"]
            await here.run(large, "kept = 'x' * 90_000_000")
            here.sweep.relieve_memory(1, 0)
            assert here.left() == "bgls"
            await here.run(growing, "kept = 'x' * 30_000_000")
            here.sweep.relieve_memory(2 * MEMORY_OF_ONE, 2 * MEMORY_OF_ONE)
            assert here.left() == "ls"
            here.sweep.relieve_memory(1, 0)
            assert here.left() == "ls"
            here.sweep.relieve_memory(1, 1)  # nothing has grown, so the largest
            assert here.left() == "s"
            await here.run(small, "1")
        finally:
            await here.templates.close()
            await asyncio.sleep(2 * CLOSE_AFTER)

    result_of(work())
