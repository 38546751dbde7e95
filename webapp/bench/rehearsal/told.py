"""What a rehearsal saw, in numbers and in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import Any

from webapp.bench.rehearsal.line import Reply
from webapp.bench.series import Series

REFUSED = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
"""What a host says that has too much to do."""
SLOW = 1.0
"""Seconds beyond which a run's p95 is felt in class."""


@dataclass(slots=True)
class Told:
    """Seconds of pages and runs that came well, and what did not, by kind. Any number of threads may add."""

    pages: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    _lock: Lock = field(default_factory=Lock)

    def page(self, reply: Reply) -> bool:
        """Whether it came."""
        return self._add(self.pages, reply, "pages")

    def run(self, reply: Reply) -> bool:
        """Whether it was answered."""
        return self._add(self.runs, reply, "runs")

    def joining(self, reply: Reply) -> None:
        """Who joined a class is sent on to another page."""
        if reply.status != HTTPStatus.SEE_OTHER:
            self.fault(
                "join link that took nobody" if reply.status == HTTPStatus.NOT_FOUND else _kind("joining", reply)
            )

    def fault(self, kind: str) -> None:
        """Something else that a student would call an error."""
        with self._lock:
            self.errors[kind] += 1

    def as_json(self) -> dict[str, Any]:
        """Everything; seconds are None where nothing came."""
        return {
            "pages": _series(self.pages),
            "runs": _series(self.runs),
            "errors": dict(self.errors),
            "refused": self.refused,
            "good": self.good,
            "verdict": self.verdict,
        }

    @property
    def good(self) -> bool:
        """Whether every student got through without an error or a refusal."""
        return not self.errors and not self.refused and bool(self.runs)

    @property
    def verdict(self) -> str:
        """What it comes to."""
        if not self.runs:
            return "Nothing ran: is this a Savepoint?"
        if not self.good:
            return f"Students saw {sum(self.errors.values())} errors and {self.refused} refusals."
        slow = Series.of(self.runs).p95 > SLOW
        return f"No student saw an error{', but one run in twenty took longer than a second' if slow else ''}."

    def _add(self, seconds: list[float], reply: Reply, what: str) -> bool:
        with self._lock:
            if reply.status == HTTPStatus.OK:
                seconds.append(reply.seconds)
            elif reply.status in REFUSED:
                self.refused += 1
            else:
                self.errors[_kind(what, reply)] += 1
        return reply.status == HTTPStatus.OK


def _kind(what: str, reply: Reply) -> str:
    return f"{what}: {f'status {reply.status}' if reply.status else 'no answer'}"


def _series(seconds: list[float]) -> dict[str, float | int | None]:
    if not seconds:
        return {"count": 0, "p50": None, "p95": None}
    series = Series.of(seconds)
    return {"count": len(seconds), "p50": series.median, "p95": series.p95}
