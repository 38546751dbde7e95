"""The page of a lesson: for somebody who comes for the first time, and for somebody who has worked in it."""

from __future__ import annotations

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.series import Series
from webapp.bench.visitor import Visitor
from webapp.bench.work import LESSON, TEN

WARMING = 3
"""Pages before those that count."""


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """In each round both ask for the page as often, one after the other."""
    fresh: list[float] = []
    used: list[float] = []
    with bench.visitor(bench.server) as newcomer, bench.visitor(bench.server) as worker:
        for snippet in TEN:
            worker.run(snippet)
        for _ in range(WARMING):
            _page(newcomer)
            _page(worker)
        for _ in range(bench.plan.rounds):
            for _ in range(bench.plan.pages):
                fresh.append(_page(newcomer))
                used.append(_page(worker))
            advance()
    return {"page.fresh": Series.of(fresh), "page.used": Series.of(used)}


def _page(visitor: Visitor) -> float:
    return visitor.look(f"/lessons/{LESSON}")
