"""What each process of the web counts. The files of `PROMETHEUS_MULTIPROC_DIR`, where it is set, add them up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from webapp.attempts import Done
from webapp.observation import RULES
from webapp.web.errors import name_of

NAME = "savepoint.metrics"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds."""


class Counted:
    """The counters and histograms of one application."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter("savepoint_requests", "Requests answered.", ("endpoint", "status"), registry=registry)
        self._latency = Histogram(
            "savepoint_request_seconds",
            "Seconds until the last byte of an answer.",
            ("endpoint",),
            buckets=BUCKETS,
            registry=registry,
        )
        self._runs = Counter(
            "savepoint_runs", "Runs, by kind and by how they ended.", ("kind", "outcome"), registry=registry
        )
        self._run_seconds = Histogram(
            "savepoint_run_seconds",
            "Seconds of a run from its submission until it is recorded.",
            ("kind",),
            buckets=BUCKETS,
            registry=registry,
        )
        self._refusals = Counter(
            "savepoint_refusals", "Refused snippets, by each rule that refused them.", ("rule",), registry=registry
        )

    def answered(self, endpoint: str, status: int, seconds: float) -> None:
        """Counts an answer; `endpoint` is a view's name."""
        self._requests.labels(endpoint, f"{status // 100}xx").inc()
        self._latency.labels(endpoint).observe(seconds)

    def run(self, kind: str, work: Callable[[], Done]) -> Done:
        """Does it, and counts what became of it: the outcome, or the name of the error."""
        began = time.perf_counter()
        try:
            done = work()
        except Exception as error:
            self._runs.labels(kind, name_of(error)).inc()
            raise
        self._ran(kind, done, time.perf_counter() - began)
        return done

    def _ran(self, kind: str, done: Done, seconds: float) -> None:
        # A repeat, which did not run, is counted as such.
        seen = done.entries[-1].observation
        if done.before == done.position:
            self._runs.labels(kind, "repeated").inc()
            return
        self._runs.labels(kind, seen.outcome).inc()
        self._run_seconds.labels(kind).observe(seconds)
        # The rule's name comes from inside the wall, where anything may be said.
        for rule in {each.rule if each.rule in RULES else "other" for each in seen.violations}:
            self._refusals.labels(rule).inc()

    def registry(self) -> CollectorRegistry:
        """A new one, that tells what was counted by every process of this server."""
        whole = CollectorRegistry()
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            MultiProcessCollector(whole)  # type: ignore[no-untyped-call]
        else:
            whole.register(self._registry)
        return whole


def counted() -> Counted:
    """Those of the application that answers this request."""
    found: Counted = current_app.extensions[NAME]
    return found


def register(app: Flask) -> None:
    """Every answer is counted, once its last byte has gone."""
    ours = app.extensions[NAME] = Counted()

    def begin() -> None:
        g.began = time.perf_counter()

    def count(response: Response) -> Response:
        endpoint, status, began = request.endpoint or "none", response.status_code, g.began
        response.call_on_close(lambda: ours.answered(endpoint, status, time.perf_counter() - began))
        return response

    app.before_request(begin)
    app.after_request(count)
