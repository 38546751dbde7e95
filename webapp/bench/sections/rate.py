"""Many clients on warm queries, beside as many on the POST that does nothing."""

from __future__ import annotations

from statistics import median

from webapp.bench import crowd
from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.peers import trivial
from webapp.bench.visitor import PATH


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rate_rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """In each round Savepoint's crowd, then the other server's: the same process of clients, at another address."""
    plan = bench.plan
    queries, posts = [], []
    for _ in range(plan.rate_rounds):
        queries.append(crowd.rate(bench.server.port, PATH, plan.clients, plan.rate_seconds))
        posts.append(crowd.rate(bench.trivial.port, trivial.PATH, plan.clients, plan.rate_seconds))
        advance()
    return {
        "rate.queries": median(queries),
        "rate.posts": median(posts),
        "rate.share": median(queries) / median(posts),
    }
