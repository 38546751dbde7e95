"""Long runs work in shifts, and end as they would without."""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.processes import children
from tests.conftest import LOW
from tests.looping import result_of
from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.lessons.start import Start
from webapp.sandbox.child import CLOSE_AFTER
from webapp.sandbox.counts import Counts
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
from webapp.sandbox.pool import Pool
from webapp.sandbox.shifts import Shifts
from webapp.sandbox.templates import Templates
from webapp.sandbox.watch import Run, order

AT_ONCE = len(os.sched_getaffinity(0))
LOOPS = AT_ONCE + 6


WORK = """\
import time
while time.process_time() < 0.2: pass
"""


@pytest.fixture(scope="module")
def own() -> Iterator[Launched]:
    with Launched(replace(LOW, live=2 * LOOPS, cpu_seconds=0.7, grace_seconds=2.0)) as launched:
        yield launched


def stopped(launched: Launched) -> int:
    """How many of its processes are stopped."""
    told = [Path(f"/proc/{pid}/stat").read_text() for pid in children(launched.process.pid)]
    return [each.rpartition(")")[2].split()[0] for each in told].count("T")


@pytest.mark.parametrize("end", ["by the clock", "by their visitors"])
def test_loops_beyond_the_processors_wait_and_end_in_order(own: Launched, end: str) -> None:
    loopers = [Visitor(own.sandboxes) for _ in range(LOOPS)]
    with ThreadPoolExecutor(LOOPS) as pool:
        for looper in loopers:
            looper.run("kept = 1")
        runs = [pool.submit(looper.run, "while True:\n    pass") for looper in loopers]
        until(lambda: stopped(own) >= LOOPS - AT_ONCE)
        assert Visitor(own.sandboxes).run("6 * 7").output == "42\n"
        if end == "by their visitors":
            assert all(looper.interrupt() for looper in loopers)
        assert {run.result().outcome for run in runs} == {"interrupted"}
    assert stopped(own) == 0
    assert {looper.run("kept").output for looper in loopers} == {"1\n"}


async def run_beside_another(limits: Limits, source: str, seconds: float) -> dict[str, Any]:
    """What a run comes to that has to rest for so long, as another one takes the only place there is."""
    shifts = Shifts(at_once=1)
    templates = Templates(limits, policy=True)
    try:
        pool = Pool(limits, templates)
        child, other = [await pool.sandbox(Start().as_frame(), "seed") for _ in range(2)]
        with shifts.long(other):
            run = asyncio.create_task(Run(child, limits, shifts, Counts()).observe(order(limits, source, []), ignore))
            await asyncio.wait([run], timeout=seconds)
        return await run
    finally:
        await templates.close()
        await asyncio.sleep(2 * CLOSE_AFTER)


async def ignore(_frame: object) -> None: ...


def test_wait_for_a_shift_is_no_time_of_the_runs_own() -> None:
    limits = replace(LOW, wall_seconds=1.5)
    seen = result_of(run_beside_another(limits, WORK, 2.0))
    assert (seen["outcome"], seen.get("note", "")) == ("ok", "")
    assert seen["seconds"] > limits.wall_seconds


def test_run_that_waits_too_long_for_its_shifts_is_told_so() -> None:
    seen = result_of(run_beside_another(replace(LOW, shift_seconds=0.2), WORK, 60))
    assert seen["outcome"] == "interrupted"
    assert "waited 0.2 seconds" in seen["note"]
