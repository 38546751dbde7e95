"""A visitor whose sandbox was evicted comes back: the next answer has their ten snippets run again before it."""

from __future__ import annotations

from time import sleep

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.problem import BenchError
from webapp.bench.processes import confined
from webapp.bench.series import Series
from webapp.bench.server import Server
from webapp.bench.visitor import Visitor
from webapp.bench.work import QUERY, TEN


def steps(bench: Bench) -> int:
    """Visitors who come, and those of them who come back."""
    return 2 * bench.plan.returning + bench.plan.kept


def measure(bench: Bench, advance: Advance) -> Measured:
    """More visitors than the server keeps do their ten snippets; then those pushed out ask again, oldest first."""
    plan = bench.plan
    answers, bare = [], []
    visitors: list[Visitor] = []
    with bench.fresh_server(live=plan.kept) as server:
        while len(visitors) < plan.returning + plan.kept:
            visitors.append(_who_has_done_the_ten(server))
            advance()
        ever = confined(server.supervisor)
        for visitor in visitors[: plan.returning]:
            visitor.call()
            sleep(plan.pause)
            answers.append(visitor.query(QUERY).seconds)
            ever |= confined(server.supervisor)
            visitor.close()
            bare.append(bench.bare_start(*TEN))
            advance()
        gone = len(ever - confined(server.supervisor))
    if ever and gone < len(answers) - 1:  # the last to be evicted may not have ended yet
        raise BenchError(f"{len(answers)} visitors came back, but only {gone} sandboxes were evicted meanwhile.")
    return {"evicted.answer": Series.of(answers), "evicted.bare": Series.of(bare)}


def _who_has_done_the_ten(server: Server) -> Visitor:
    visitor = Visitor(server.port)
    for snippet in TEN:
        visitor.run(snippet)
    visitor.close()
    return visitor
