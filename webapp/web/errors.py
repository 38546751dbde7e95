"""The one place where what went wrong becomes an answer: JSON for the page's code, HTML for everybody else."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge, RequestTimeout

from webapp.errors import (
    BusyError,
    ForgottenError,
    KeptBackError,
    PausedError,
    SandboxError,
    SavepointError,
    SnippetTooLargeError,
    StaleStepError,
    UnknownLessonError,
)
from webapp.store.errors import StoreError
from webapp.web.bodies import CARRY_TEXT
from webapp.web.limiting import seconds_left
from webapp.web.parts import parts

STATUS: dict[type[Exception], tuple[int, str, str]] = {
    UnknownLessonError: (404, "not-found", "There is no such page"),
    SnippetTooLargeError: (413, "too-large", "That is too long to run"),
    StaleStepError: (409, "stale", "The lesson has changed"),
    ForgottenError: (410, "forgotten", "That is forgotten"),
    KeptBackError: (403, "kept-back", "Not open yet"),
    BusyError: (503, "busy", "Too much is going on"),
    PausedError: (503, "paused", "No code runs at this moment"),
    SandboxError: (502, "sandbox", "Your code could not be run"),
    StoreError: (503, "store", "What you did could not be kept"),
    SavepointError: (400, "refused", "That did not work"),
}
"""By the first class that fits: status, the name that the page's code knows it by, heading."""

NAMES = {408: "too-slow", 413: "too-large", 429: "too-often"}
HEADINGS = {
    403: "Not from there",
    404: "There is no such page",
    405: "Not like that",
    408: "That came too slowly",
    413: "That is too long to run",
    429: "That is too often",
}
DRAIN = 128 * 1024 * 1024
"""Bytes of a refused body that are read away before the answer, at most."""
DRAIN_SECONDS = 10.0
"""Seconds for that: who sends slowly must not keep a thread."""
PAUSED_AGAIN = 60
"""Seconds after which it is worth asking whether code runs again."""
STORE_AGAIN = 2
"""Seconds after which the database may answer again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An error as it is told: status, name, heading, sentence, seconds until trying again may help, other headers."""

    status: int
    name: str
    heading: str
    message: str
    retry_after: int | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        return {"error": {"name": self.name, "message": self.message, "retry_after": self.retry_after}}


def register(app: Flask) -> None:
    """Everything that a view raises comes here."""
    app.register_error_handler(Exception, answered)


def name_of(error: Exception) -> str:
    """The name that the page's code knows an error by; "internal" where nobody expected it."""
    if not isinstance(error, SavepointError):
        return "internal"
    return next(STATUS[cls][1] for cls in type(error).__mro__ if cls in STATUS)


def answer_to(error: Exception) -> Answer:
    """What to tell of an error. One that nobody expected is logged, and told without its particulars."""
    if isinstance(error, SavepointError):
        status, name, heading = next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)
        return Answer(status, name, heading, str(error), _retry_after(error))
    if isinstance(error, HTTPException) and error.code is not None:
        left = seconds_left(error) if isinstance(error, RateLimitExceeded) else None
        heading = HEADINGS.get(error.code, error.name)
        name = NAMES.get(error.code, error.name.lower().replace(" ", "-"))
        return Answer(error.code, name, heading, _sentence(error), left, _headers(error))
    current_app.logger.error("A request failed: %s", request.endpoint, exc_info=error)
    return Answer(
        500, "internal", "Something broke on our side", "It has been noted. What you did before is kept; try again."
    )


def _retry_after(error: SavepointError) -> int | None:
    if isinstance(error, BusyError):
        return error.retry_after
    if isinstance(error, PausedError):
        return PAUSED_AGAIN
    return STORE_AGAIN if isinstance(error, StoreError) else None


def _headers(error: HTTPException) -> tuple[tuple[str, str], ...]:
    # Such as Allow, without which HTTP has no 405.
    return tuple(each for each in error.get_headers(request.environ) if each[0] != "Content-Type")


def _sentence(error: HTTPException) -> str:
    if error.code == 408:
        return "Your request did not arrive whole in time, so it was not read. Send it again."
    if error.code == 413:
        if request.endpoint not in CARRY_TEXT:
            return "That is more than this form takes, so it was not read."
        limit = parts().settings.snippet_kib
        return f"That is more than this page takes. A snippet may have up to {limit} KiB; run it in smaller pieces."
    if error.code == 404:
        return "Nothing is at this address. These are the lessons there are."
    return error.description or error.name


def answered(error: Exception) -> Response:
    """The response to an error."""
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return make_response(error.get_response())
    if isinstance(error, ClientDisconnected):  # who has really gone reads no answer
        error = RequestTimeout()
    answer = answer_to(error)
    if isinstance(error, RequestEntityTooLarge):
        _read_away()
    if wants_json():
        response = jsonify(answer.document)
    else:
        lessons = parts().catalogue().lessons if answer.status == 404 else ()
        response = make_response(render_template("error.html", answer=answer, lessons=lessons))
    response.status_code = answer.status
    response.headers.extend(answer.headers)
    if answer.retry_after is not None:
        response.headers["Retry-After"] = str(answer.retry_after)
    return response


def wants_json() -> bool:
    """True where the page's code asked, not a person's browser."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/x-ndjson"], "text/html")
    return request.is_json or best != "text/html"


def _read_away() -> None:
    # A connection closed with bytes unread is reset, and the browser then shows that instead of the sentence.
    left, body = min(request.content_length or 0, DRAIN), request.environ["wsgi.input"]
    deadline = time.monotonic() + DRAIN_SECONDS
    with suppress(OSError):  # too slow, or gone
        while left > 0 and time.monotonic() < deadline and (chunk := body.read(min(left, 64 * 1024))):
            left -= len(chunk)
