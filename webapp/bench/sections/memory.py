"""Memory of a live visitor, beside ipykernel's and a bare process's."""

from __future__ import annotations

from time import sleep

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured, Missing
from webapp.bench.problem import BenchError
from webapp.bench.processes import Memory, confined, memory
from webapp.bench.series import Series
from webapp.bench.work import ANSWER, QUERY
from webapp.config import Settings
from webapp.sandbox.interface import Sandboxes
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

UNREADABLE = "a sandbox's memory may be read by root alone"


def steps(_bench: Bench) -> int:
    """Sandboxes, then the peers."""
    return 2


def measure(bench: Bench, advance: Advance) -> Measured:
    """Visitors at the lesson's start who have run nothing yet; then each of them runs the query."""
    residents = bench.plan.residents
    with Launched(Limits.of(Settings())) as launched:
        launched.wait_until_ready()
        for number in range(residents):
            with launched.sandboxes.turn(f"resident-{number}", "bench") as turn:
                turn.rebuild(bench.start, [])
                turn.settle("at the start")
            sleep(bench.plan.pause)
        at_start = private(confined(launched.process.pid), residents)
        for number in range(residents):
            _query(launched.sandboxes, f"resident-{number}")
        after = private(confined(launched.process.pid), residents)
    advance()
    bench.bare_start()
    bare = bench.bare.memory()
    with bench.kernel() as kernel:
        if kernel is not None:
            kernel.run(bench.start.prelude)
            kernel.query(QUERY)
        used = kernel.memory() if kernel is not None else None
    advance()
    return {
        "memory.start": at_start,
        "memory.query": after,
        "memory.bare": float(bare.private) if bare else Missing("its memory could not be read"),
        "memory.kernel": _kernel(bench, used),
    }


def _query(sandboxes: Sandboxes, visitor: str) -> None:
    with sandboxes.turn(visitor, "bench") as turn:
        seen = turn.run(QUERY)
        turn.settle("after a query")
    if seen.output != ANSWER:
        raise BenchError(f"A sandbox did not do its work: {seen.outcome}, {seen.output[:300]!r}")


def _kernel(bench: Bench, used: Memory | None) -> float | Missing:
    if bench.no_kernel:
        return Missing(f"ipykernel is {bench.no_kernel}")
    return float(used.private) if used else Missing("its memory could not be read")


def private(sandboxes: set[int], visitors: int) -> Series | Missing:
    """Private memory of the visitors' sandboxes.

    A few more may wait in reserve, which use no more than those that are used: the largest are the visitors'.
    """
    seen = sorted((each.private for pid in sandboxes if (each := memory(pid)) is not None), reverse=True)
    return Series.of(seen[:visitors]) if len(seen) >= visitors else Missing(UNREADABLE)
