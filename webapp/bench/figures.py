"""Every figure of the benchmark, as data: what it says, its unit, its target."""

from __future__ import annotations

from dataclasses import dataclass

SCALES = {"ms": 1e3, "MiB": 1 / 2**20, "%": 100.0}
"""Measured are seconds, bytes and shares; figures in these units are shown times this."""


@dataclass(frozen=True, slots=True)
class Target:
    """A bound, in the figure's unit: the value may be at most that, or must be at least that."""

    bound: float
    at_most: bool

    def met(self, value: float) -> bool:
        """Whether a value in the figure's unit is within it."""
        return value <= self.bound if self.at_most else value >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result. In `says`, names in braces are numbers of the plan."""

    key: str
    says: str
    unit: str
    target: Target | None = None

    @property
    def section(self) -> str:
        """The section that measures it."""
        return self.key.split(".")[0]


def most(bound: float) -> Target:
    """At most that."""
    return Target(bound, at_most=True)


def least(bound: float) -> Target:
    """At least that."""
    return Target(bound, at_most=False)


FIGURES = (
    Figure("new.arrival", "new visitor to first answer, one every {pause_ms} ms", "ms", most(10)),
    Figure("new.arrival_p95", "the same: p95", "ms", most(30)),
    Figure("new.faster", "ipykernel's start, mapping and query, in times of that median", "×", least(80)),  # noqa: RUF001
    Figure("new.first", "the first visitor of all, for whom the lesson's template is made", "ms"),
    Figure("new.burst", "new visitors back to back", "ms"),
    Figure("new.bare", "bare exec: mapping and query", "ms"),
    Figure("new.kernel", "ipykernel: start, mapping and query", "ms"),
    Figure("new.kernel_start", "ipykernel: start until ready", "ms"),
    Figure("new.kernel_mapping", "ipykernel: mapping", "ms"),
    Figure("new.kernel_query", "ipykernel: first query", "ms"),
    Figure("warm.query", "warm query, recorded and kept", "ms"),
    Figure("warm.times", "the same, in times of a trivial POST", "×", most(5)),  # noqa: RUF001
    Figure("warm.spread", "its p95, in times of its median", "×", most(3)),  # noqa: RUF001
    Figure("warm.stream", "warm query, answered as a stream", "ms"),
    Figure("warm.post", "a trivial POST to the same gunicorn and Flask", "ms"),
    Figure("warm.kernel", "ipykernel: warm query", "ms"),
    Figure("warm.bare", "bare exec: warm query", "ms"),
    Figure("warm.inside", "inside the sandbox: review, run and record", "ms"),
    Figure("warm.recording", "the same, in times of bare exec", "×"),  # noqa: RUF001
    Figure("warm.sync", "4 KiB written and synchronised, where the store's file lies", "ms"),
    Figure("page.fresh", "a lesson's page, for a new visitor", "ms", most(20)),
    Figure("page.used", "the same after ten snippets in it", "ms", most(20)),
    Figure("completion.console", "Tab in the console: what completes what is typed", "ms"),
    Figure("completion.console_p95", "p95 of a Tab in the console", "ms", most(50)),
    Figure("completion.answer", "Tab in an answer, at its exercise's start", "ms"),
    Figure("completion.answer_p95", "p95 of a Tab in an answer", "ms", most(50)),
    Figure("recording.cost", "what recording its steps adds to a warm query", "ms", most(0.4)),
    Figure("recording.query", "the query with its steps, from the sandbox's client on", "ms"),
    Figure("recording.query_plain", "the same without them", "ms"),
    Figure("recording.times", "a loop of Python alone with its steps, in times of without", "×", most(2)),  # noqa: RUF001
    Figure("recording.loop", "200,000 rounds of it, recorded", "ms"),
    Figure("recording.loop_plain", "200,000 rounds without", "ms"),
    Figure("rate.share", "{clients} clients on warm queries, in % of trivial POSTs", "%", least(35)),
    Figure("rate.queries", "{clients} clients: warm queries", "/s"),
    Figure("rate.posts", "{clients} clients: trivial POSTs", "/s"),
    Figure("memory.start", "private memory of a live visitor at a lesson's start", "MiB", most(7)),
    Figure("memory.query", "private memory of a live visitor after a query", "MiB"),
    Figure("memory.kernel", "ipykernel: private memory after a query", "MiB"),
    Figure("memory.bare", "bare exec: private memory after a query", "MiB"),
    Figure("evicted.answer", "an evicted visitor with ten snippets behind them: next answer", "ms", most(40)),
    Figure("evicted.bare", "bare exec: mapping, ten snippets and query", "ms"),
    Figure("growth.few", "warm query at {few} live visitors", "ms"),
    Figure("growth.some", "warm query at {some} live visitors", "ms"),
    Figure("growth.many", "warm query at {many} live visitors", "ms"),
    Figure("growth.ratio", "the slowest of these medians, in times of the fastest", "×", most(1.5)),  # noqa: RUF001
    Figure("growth.posts", "a trivial POST meanwhile: the slowest, in times of the fastest", "×"),  # noqa: RUF001
    Figure("growth.live", "live visitors at once, none evicted", "", least(500)),
    Figure("growth.private", "their private memory, all together", "MiB"),
    Figure("growth.pss", "their memory with their shares of what is shared (PSS)", "MiB"),
    Figure("fairness.ratio", "{loopers} visitors in endless loops: others' median, in times of quiet", "×", most(5)),  # noqa: RUF001
    Figure("fairness.quiet", "others' warm query, quiet", "ms"),
    Figure("fairness.loops", "others' warm query beside the loops", "ms"),
    Figure("fairness.refused", "{class_size} visitors from one address: answers that refuse", "", most(0)),
    Figure("fairness.arrivals_p95", "they arrive within {class_seconds} s: p95", "ms", most(1000)),
    Figure("fairness.together_p95", "then all run at once: p95", "ms", most(1000)),
    Figure("fairness.arrivals", "they arrive within {class_seconds} s", "ms"),
    Figure("fairness.together", "then all run at once", "ms"),
    Figure("workers.cost", "what a worker over Celery and Redis adds to a warm query", "ms", most(6)),
    Figure("workers.far", "the query on a worker of the same machine", "ms"),
    Figure("workers.near", "the query on the web's own", "ms"),
)
SECTIONS = tuple(dict.fromkeys(figure.section for figure in FIGURES))
