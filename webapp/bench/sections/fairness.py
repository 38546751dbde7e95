"""What others do to a visitor: endless loops beside them, and a whole class that arrives and runs at once."""

from __future__ import annotations

from contextlib import ExitStack
from time import monotonic, sleep

from webapp.bench import crowd
from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured, Missing
from webapp.bench.series import Series
from webapp.bench.visitor import Visitor
from webapp.bench.work import QUERY

OTHERS = 4
"""Visitors beside the loops, each with a connection of their own."""
BETWEEN = 0.02
"""Seconds between two of their queries."""


def steps(bench: Bench) -> int:
    """Rounds of loops, then the class."""
    return bench.plan.loop_rounds + 1


def measure(bench: Bench, advance: Advance) -> Measured:
    """Quiet and loops in turn, then the class."""
    plan = bench.plan
    quiet: list[float] = []
    beside: list[float] = []
    with ExitStack() as stack:
        others = [stack.enter_context(bench.visitor(bench.server)) for _ in range(OTHERS)]
        _queries(others, BETWEEN * OTHERS * 3)
        for _ in range(plan.loop_rounds):
            quiet += _queries(others, plan.loop_seconds / 2)
            with crowd.loops(bench.server.port, plan.loopers):
                beside += _queries(others, plan.loop_seconds)
            advance()
    told = crowd.arrivals(bench.server.port, plan.class_size, plan.class_seconds)
    advance()
    return {
        "fairness.quiet": Series.of(quiet),
        "fairness.loops": Series.of(beside),
        "fairness.ratio": Series.of(beside).median / Series.of(quiet).median,
        "fairness.refused": float(told["arrivals"]["refused"] + told["together"]["refused"]),
        **_part("arrivals", told["arrivals"]["seconds"]),
        **_part("together", told["together"]["seconds"]),
    }


def _queries(visitors: list[Visitor], seconds: float) -> list[float]:
    until = monotonic() + seconds
    measured = []
    while monotonic() < until:
        for visitor in visitors:
            measured.append(visitor.query(QUERY).seconds)
            sleep(BETWEEN)
    return measured


def _part(name: str, seconds: list[float]) -> Measured:
    if not seconds:
        reason = Missing("every one was refused")
        return {f"fairness.{name}": reason, f"fairness.{name}_p95": reason}
    series = Series.of(seconds)
    return {f"fairness.{name}": series, f"fairness.{name}_p95": series.p95}
