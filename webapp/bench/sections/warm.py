"""A warm query of one visitor, beside a POST that does nothing, ipykernel and bare exec."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from time import perf_counter

from webapp.bench.bench import Bench, checked
from webapp.bench.measured import Advance, Measured, Missing
from webapp.bench.peers.kernel import Kernel
from webapp.bench.peers.trivial import PATH
from webapp.bench.series import Series
from webapp.bench.visitor import JSON, Client, Visitor, request
from webapp.bench.work import QUERY

WARMING = 5
"""Queries of each before those that count."""


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """In each round everybody answers as many queries, in turn."""
    seen: dict[str, list[float]] = {}

    def note(name: str, *seconds: float) -> None:
        seen.setdefault(name, []).extend(seconds)

    server = bench.server
    with bench.visitor(server) as visitor, closing(Client(bench.trivial.port)) as trivial, bench.kernel() as kernel:
        _warm_up(bench, visitor, trivial, kernel)
        for _ in range(bench.plan.rounds):
            turns = range(bench.plan.warm)
            for answer in [visitor.query(QUERY) for _ in turns]:
                note("warm.query", answer.seconds)
                note("warm.inside", answer.inside)
            note("warm.post", *[trivial.post(PATH, request(QUERY, ""), JSON)[0] for _ in turns])
            note("warm.stream", *[visitor.query(QUERY, stream=True).seconds for _ in turns])
            note("warm.bare", *[checked(bench.bare.run([QUERY])) for _ in turns])
            if kernel is not None:
                note("warm.kernel", *[kernel.query(QUERY) for _ in turns])
            note("warm.sync", *_synchronise(server.home, len(turns)))
            advance()
    measured = {name: Series.of(seconds) for name, seconds in seen.items()}
    query = measured["warm.query"]
    return {
        "warm.kernel": Missing(f"ipykernel is {bench.no_kernel}"),
        **measured,
        "warm.times": query.median / measured["warm.post"].median,
        "warm.spread": query.p95 / query.median,
        "warm.recording": measured["warm.inside"].median / measured["warm.bare"].median,
    }


def _warm_up(bench: Bench, visitor: Visitor, trivial: Client, kernel: Kernel | None) -> None:
    bench.bare_start()
    if kernel is not None:
        kernel.run(bench.start.prelude)
    for _ in range(WARMING):
        visitor.query(QUERY)
        trivial.post(PATH, request(QUERY, ""), JSON)
        checked(bench.bare.run([QUERY]))
        if kernel is not None:
            kernel.query(QUERY)


def _synchronise(home: Path, times: int) -> list[float]:
    """What the disk alone takes for a durable record: nothing that keeps its word is faster."""
    seconds = []
    path = home / "synchronised"
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            started = perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            seconds.append(perf_counter() - started)
    path.unlink()
    return seconds
