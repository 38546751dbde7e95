"""A run as a stream of JSON lines: {"event": ...} as output comes, then the document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from flask import Flask, Response, current_app, stream_with_context

from webapp.attempts import Done
from webapp.observation import Event
from webapp.web.errors import answer_to

Watch = Callable[[Event], None]
LINES = "application/x-ndjson"
QUIET_SECONDS = 0.3
"""How long nothing may happen before the answer begins with nothing in it. A newcomer's browser gets its cookie by that
beginning, and can interrupt nothing before it has one."""
RUNNERS = "savepoint.runners"
RUNNERS_FOR_EACH = 2
"""Threads that run, for each that answers: a reader who goes away frees theirs at once, the run goes on."""


def register(app: Flask, threads: int) -> None:
    """Makes room for as many runs at once as `threads` that answer may ask for.

    Threads are kept, because what a run needs of Redis or a database belongs to its thread.
    """
    app.extensions[RUNNERS] = ThreadPoolExecutor(threads * RUNNERS_FOR_EACH, thread_name_prefix="run")


def streamed(run: Callable[[Watch], Done], document: Callable[[Done], dict[str, Any]]) -> Response:
    """Runs beside this request and sends what happens.

    A run that fails at once, before its first output, raises here, so that it gets the status any other request would
    get. A reader who goes away ends nothing: the run is finished and recorded.
    """
    happened: SimpleQueue[Event | Done | Exception] = SimpleQueue()

    def work() -> None:
        try:
            happened.put(run(happened.put))
        except Exception as error:
            happened.put(error)

    current_app.extensions[RUNNERS].submit(work)
    first: Event | Done | Exception | None = None
    with suppress(Empty):
        first = happened.get(timeout=QUIET_SECONDS)
    if isinstance(first, Exception):
        raise first

    def lines() -> Iterator[str]:
        if first is None:
            yield "\n"
        item = first or happened.get()
        while isinstance(item, Event):
            yield _line({"event": item.model_dump()})
            item = happened.get()
        yield _line(_last(item, document))

    # Proxies that gather an answer before they pass it on would make a stream pointless.
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    return Response(stream_with_context(lines()), mimetype=LINES, headers=headers)


def _last(item: Done | Exception, document: Callable[[Done], dict[str, Any]]) -> dict[str, Any]:
    # What is recorded may still not be readable; the status has gone out, so that too is told in a line.
    if not isinstance(item, Exception):
        try:
            return document(item)
        except Exception as error:
            item = error
    return answer_to(item).document


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":")) + "\n"
