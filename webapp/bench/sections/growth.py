"""Warm queries while more and more visitors live on the machine, and what all of them together take."""

from __future__ import annotations

from contextlib import closing

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured, all_missing
from webapp.bench.peers.trivial import PATH
from webapp.bench.processes import confined, memory
from webapp.bench.sections.memory import UNREADABLE
from webapp.bench.series import Series
from webapp.bench.server import Server
from webapp.bench.visitor import JSON, Client, Visitor, request
from webapp.bench.work import QUERY
from webapp.sandbox.memory import available

OF_ONE = 16 * 1024**2
"""Bytes to have at hand for each visitor, so that memory never runs short and nobody is evicted."""
ROOM = 100
"""Sandboxes that the server keeps beyond them."""
ASKED = 10
"""Visitors whose queries are measured at each level, spread among all who live."""
WARMING = 3
LEVELS = ("growth.few", "growth.some", "growth.many")
RATIOS = ("growth.ratio", "growth.posts")
TOTALS = ("growth.live", "growth.private", "growth.pss")


def steps(bench: Bench) -> int:
    """Visitors who arrive."""
    return bench.plan.levels[-1]


def measure(bench: Bench, advance: Advance) -> Measured:
    """Visitors arrive up to a level; then queries of a few of them are measured, and as many trivial POSTs."""
    levels = bench.plan.levels
    if available() < levels[-1] * OF_ONE:
        needed = f"{levels[-1]} visitors need {levels[-1] * OF_ONE / 2**30:.0f} GiB of free memory"
        return all_missing(needed, *LEVELS, *RATIOS, *TOTALS)
    queries: list[Series] = []
    posts: list[Series] = []
    visitors: list[Visitor] = []
    seen: set[int] = set()
    with bench.fresh_server(live=levels[-1] + ROOM) as server:
        for level in levels:
            while len(visitors) < level:
                visitors.append(_arrived(server))
                advance()
            seen |= confined(server.supervisor)
            queries.append(_queries(visitors, bench.plan.level_rounds))
            posts.append(_posts(bench, len(queries[-1].samples)))
        totals = _totals(server, seen, levels[-1])
    return {
        **dict(zip(LEVELS, queries, strict=True)),
        **dict(zip(RATIOS, (_spread(queries), _spread(posts)), strict=True)),
        **totals,
    }


def _arrived(server: Server) -> Visitor:
    with closing(Visitor(server.port)) as visitor:
        visitor.query(QUERY)
    return visitor


def _queries(visitors: list[Visitor], rounds: int) -> Series:
    some = visitors[:: max(1, len(visitors) // ASKED)][:ASKED]
    for visitor in some:
        visitor.call()
        for _ in range(WARMING):
            visitor.query(QUERY)
    measured = Series.of(visitor.query(QUERY).seconds for _ in range(rounds) for visitor in some)
    for visitor in some:
        visitor.close()
    return measured


def _posts(bench: Bench, count: int) -> Series:
    with closing(Client(bench.trivial.port)) as client:
        for _ in range(WARMING):
            client.post(PATH, request(QUERY, ""), JSON)
        return Series.of(client.post(PATH, request(QUERY, ""), JSON)[0] for _ in range(count))


def _spread(levels: list[Series]) -> float:
    medians = [series.median for series in levels]
    return max(medians) / min(medians)


def _totals(server: Server, seen: set[int], asked: int) -> Measured:
    live = confined(server.supervisor)
    if not live:
        return all_missing("without seccomp, sandboxes cannot be told apart", *TOTALS)
    evicted = len(seen - live)
    count = {"growth.live": float(min(asked, len(live)) - evicted)}
    measured = [found for pid in live if (found := memory(pid)) is not None]
    if not measured:
        return {**count, **all_missing(UNREADABLE, *TOTALS[1:])}
    largest = sorted(measured, key=lambda each: each.private)[-asked:]  # the others wait in reserve
    return {
        **count,
        "growth.private": float(sum(each.private for each in largest)),
        "growth.pss": float(sum(each.pss for each in largest)),
    }
