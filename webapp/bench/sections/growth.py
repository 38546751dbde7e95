"""Warm queries while more and more visitors live on the machine, and what all of them together take."""

from __future__ import annotations

from contextlib import ExitStack

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured, all_missing
from webapp.bench.processes import confined, memory
from webapp.bench.sections.memory import UNREADABLE
from webapp.bench.series import Series
from webapp.bench.server import Server
from webapp.bench.visitor import Visitor
from webapp.bench.work import QUERY
from webapp.sandbox.memory import available

OF_ONE = 16 * 1024**2
"""Bytes to have at hand for each visitor, so that memory never runs short and nobody is evicted."""
ROOM = 100
"""Sandboxes that the server keeps beyond them."""
ASKED = 10
"""Visitors whose queries are measured at each level, spread among all who live."""
WARMING = 3


def steps(bench: Bench) -> int:
    """Visitors who arrive."""
    return bench.plan.levels[-1]


def measure(bench: Bench, advance: Advance) -> Measured:
    """Visitors arrive up to a level; then queries of the same number of them are measured."""
    levels = bench.plan.levels
    keys = ("growth.few", "growth.some", "growth.many")
    if available() < levels[-1] * OF_ONE:
        totals = ("growth.ratio", "growth.live", "growth.private", "growth.pss")
        return all_missing(f"{levels[-1]} visitors need {levels[-1] * OF_ONE / 2**30:.0f} GiB free", *keys, *totals)
    medians: dict[str, Series] = {}
    with bench.fresh_server(live=levels[-1] + ROOM) as server, ExitStack() as stack:
        visitors: list[Visitor] = []
        seen: set[int] = set()
        for key, level in zip(keys, levels, strict=True):
            while len(visitors) < level:
                visitors.append(stack.enter_context(bench.visitor(server)))
                visitors[-1].query(QUERY)
                advance()
            seen |= confined(server.supervisor)
            medians[key] = _queries(visitors, bench.plan.level_rounds)
        totals_seen = _totals(server, seen, levels[-1])
    each = [series.median for series in medians.values()]
    return {**medians, "growth.ratio": max(each) / min(each), **totals_seen}


def _queries(visitors: list[Visitor], rounds: int) -> Series:
    some = visitors[:: max(1, len(visitors) // ASKED)][:ASKED]
    for visitor in some:
        for _ in range(WARMING):
            visitor.query(QUERY)
    return Series.of(visitor.query(QUERY).seconds for _ in range(rounds) for visitor in some)


def _totals(server: Server, seen: set[int], asked: int) -> Measured:
    live = confined(server.supervisor)
    if not live:
        return all_missing("without seccomp, sandboxes cannot be told apart", *_KEYS)
    evicted = len(seen - live)
    measured = [found for pid in live if (found := memory(pid)) is not None]
    if not measured:
        return {"growth.live": float(asked - evicted), **all_missing(UNREADABLE, *_KEYS[1:])}
    return {
        "growth.live": float(min(asked, len(live)) - evicted),
        "growth.private": float(sum(each.private for each in measured)),
        "growth.pss": float(sum(each.pss for each in measured)),
    }


_KEYS = ("growth.live", "growth.private", "growth.pss")
