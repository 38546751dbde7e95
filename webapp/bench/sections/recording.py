"""What it costs that each line's changes are recorded: the same snippets with their steps and without."""

from __future__ import annotations

from time import perf_counter

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.problem import BenchError
from webapp.bench.series import Series
from webapp.bench.work import ANSWER, COUNTED, COUNTING, QUERY
from webapp.config import Settings
from webapp.sandbox.interface import Turn
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

WARMING = 5
"""Runs of each before those that count."""
LOOPS = 5
"""Of a round: each takes as long as a dozen queries."""


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """One visitor's snippets, recorded and not in turn, from request to observation; over no HTTP."""
    seen: dict[str, list[float]] = {}
    with Launched(Limits.of(Settings())) as launched:
        launched.wait_until_ready()
        with launched.sandboxes.turn("recorded", "bench") as turn:
            turn.rebuild(bench.start, [])
            for number in range(bench.plan.rounds + 1):
                for name, source, answer, times in (
                    ("query", QUERY, ANSWER, bench.plan.warm if number else WARMING),
                    ("loop", COUNTING, COUNTED, LOOPS),
                ):
                    for _ in range(times):
                        for key, recorded in ((name, True), (f"{name}_plain", False)):
                            seconds = _ran(turn, source, answer, steps=recorded)
                            if number:
                                seen.setdefault(f"recording.{key}", []).append(seconds)
                if number:
                    advance()
    measured: Measured = {name: Series.of(seconds) for name, seconds in seen.items()}
    medians = {name: Series.of(seconds).median for name, seconds in seen.items()}
    return measured | {
        "recording.cost": max(0.0, medians["recording.query"] - medians["recording.query_plain"]),
        "recording.times": medians["recording.loop"] / medians["recording.loop_plain"],
    }


def _ran(turn: Turn, source: str, answer: str, *, steps: bool) -> float:
    started = perf_counter()
    seen = turn.run(source, steps=steps)
    ended = perf_counter()
    if seen.output != answer or bool(seen.steps) != steps:
        raise BenchError(f"A sandbox did not do its work: {seen.outcome}, {seen.output[:300]!r}")
    return ended - started
