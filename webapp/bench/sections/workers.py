"""A warm query of one visitor whose sandbox is on a worker, beside one on the web's own machine."""

from __future__ import annotations

import importlib.util
import shutil
import time

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured, Missing
from webapp.bench.problem import BenchError
from webapp.bench.series import Series
from webapp.bench.visitor import Visitor
from webapp.bench.work import QUERY

WARMING = 5
"""Queries of each before those that count."""
WORKER_WITHIN = 30.0
"""Seconds for the worker to be warm."""


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """In each round both answer as many queries, in turn."""
    redis = shutil.which("redis-server")
    if redis is None or importlib.util.find_spec("celery") is None:
        why = Missing("Redis is not installed" if redis is None else "the extra cluster is not installed")
        for _ in range(bench.plan.rounds):
            advance()
        return {"workers.cost": why, "workers.far": why, "workers.near": why}
    seen: dict[str, list[float]] = {"near": [], "far": []}
    with bench.far_server(redis) as server, bench.visitor(server) as far, bench.visitor(bench.server) as near:
        _wait_for_the_worker(far)
        for visitor in (far, near):
            for _ in range(WARMING):
                visitor.query(QUERY)
        for _ in range(bench.plan.rounds):
            for name, visitor in (("near", near), ("far", far)):
                seen[name] += [visitor.query(QUERY).seconds for _ in range(bench.plan.warm)]
            advance()
    near_one, far_one = Series.of(seen["near"]), Series.of(seen["far"])
    return {"workers.cost": far_one.median - near_one.median, "workers.far": far_one, "workers.near": near_one}


def _wait_for_the_worker(visitor: Visitor) -> None:
    deadline = time.monotonic() + WORKER_WITHIN
    while True:
        try:
            visitor.query(QUERY)
            return
        except BenchError:  # it says that no worker answers yet
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
