"""A visitor whose sandbox was evicted comes back: the next answer has their ten snippets run again before it."""

from __future__ import annotations

from contextlib import ExitStack

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.problem import BenchError
from webapp.bench.processes import confined
from webapp.bench.series import Series
from webapp.bench.work import QUERY, TEN

LIVE = 2
"""Sandboxes that the server keeps: whoever comes pushes out the one who has been idle longest."""


def steps(bench: Bench) -> int:
    """Visitors who come, and come back."""
    return 2 * bench.plan.returning


def measure(bench: Bench, advance: Advance) -> Measured:
    """Everybody does their ten snippets; then each asks again, in the order in which they came."""
    returning = bench.plan.returning
    answers, bare = [], []
    with bench.fresh_server(live=LIVE) as server, ExitStack() as stack:
        visitors = [stack.enter_context(bench.visitor(server)) for _ in range(returning)]
        for visitor in visitors:
            for snippet in TEN:
                visitor.run(snippet)
            advance()
        ever = confined(server.supervisor)
        for visitor in visitors[: returning - LIVE]:
            answers.append(visitor.query(QUERY).seconds)
            ever |= confined(server.supervisor)
            bare.append(bench.bare_start(*TEN))
            advance()
        gone = len(ever - confined(server.supervisor))
    if ever and gone < len(answers) - LIVE:
        raise BenchError(f"{len(answers)} visitors came back, but only {gone} sandboxes were evicted meanwhile.")
    for _ in range(LIVE):
        advance()
    return {"evicted.answer": Series.of(answers), "evicted.bare": Series.of(bare)}
