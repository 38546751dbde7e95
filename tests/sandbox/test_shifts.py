"""Long runs work in shifts, and end as they would without."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.processes import children
from tests.conftest import LOW
from tests.sandbox.visiting import Visitor, until
from webapp.sandbox.launch import Launched

AT_ONCE = len(os.sched_getaffinity(0))
LOOPS = AT_ONCE + 6


@pytest.fixture(scope="module")
def own() -> Iterator[Launched]:
    with Launched(replace(LOW, live=2 * LOOPS, wall_seconds=4.0, grace_seconds=2.0)) as launched:
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
