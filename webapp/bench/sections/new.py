"""A new visitor to their first answer: no cookie, a POST, the lesson's start, the query, the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import sleep

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured, all_missing
from webapp.bench.series import Series
from webapp.bench.visitor import Visitor
from webapp.bench.work import QUERY


@dataclass(slots=True)
class _Kernel:
    start: list[float] = field(default_factory=list)
    mapping: list[float] = field(default_factory=list)
    query: list[float] = field(default_factory=list)


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """In each round: arrivals with a pause between, arrivals back to back, bare exec, one ipykernel."""
    arrived: list[float] = []
    burst: list[float] = []
    bare: list[float] = []
    kernel = _Kernel()
    plan = bench.plan
    with bench.visitor(bench.server) as visitor:  # this section is the first, so nobody has been there
        first = _arrive(visitor)
        bench.bare_start()  # imports SQLAlchemy, as the zygote has
        for _ in range(plan.rounds):
            for _ in range(plan.arrivals):
                sleep(plan.pause)
                arrived.append(_arrive(visitor))
            burst += [_arrive(visitor) for _ in range(plan.arrivals)]
            bare += [bench.bare_start() for _ in range(plan.arrivals)]
            _start_kernel(bench, kernel)
            advance()
    arrival = Series.of(arrived)
    return {
        "new.arrival": arrival,
        "new.arrival_p95": arrival.p95,
        "new.first": first,
        "new.burst": Series.of(burst),
        "new.bare": Series.of(bare),
        **_told(bench, kernel, arrival.median),
    }


def _arrive(visitor: Visitor) -> float:
    visitor.leave()
    return visitor.query(QUERY).seconds


def _start_kernel(bench: Bench, seen: _Kernel) -> None:
    with bench.kernel() as kernel:
        if kernel is not None:
            seen.start.append(kernel.started)
            seen.mapping.append(kernel.run(bench.start.prelude)[0])
            seen.query.append(kernel.query(QUERY))


def _told(bench: Bench, seen: _Kernel, arrival: float) -> Measured:
    if not seen.start:
        keys = ("new.faster", "new.kernel", "new.kernel_start", "new.kernel_mapping", "new.kernel_query")
        return all_missing(f"ipykernel is {bench.no_kernel}", *keys)
    whole = Series.of(map(sum, zip(seen.start, seen.mapping, seen.query, strict=True)))
    return {
        "new.faster": whole.median / arrival,
        "new.kernel": whole,
        "new.kernel_start": Series.of(seen.start),
        "new.kernel_mapping": Series.of(seen.mapping),
        "new.kernel_query": Series.of(seen.query),
    }
