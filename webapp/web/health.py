"""For the machinery that asks whether this process still answers, and whether it can serve."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from webapp.web.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[str, dict[str, str]]:
    """`ok`, and nothing looked at: whoever asks wants to know of this process alone."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether a visitor's snippet would run: `ready`, and of each part "ok" or what is wrong. 503 where one is not.

    What was found is told again for a few seconds, so that asking often loads nothing. A server whose runs the operator
    has `paused` is ready: its pages can be read.
    """
    found = parts().attempts.readiness.found()
    answer = jsonify(ready=found.ready, parts=found.parts, paused=parts().attempts.pausing.sentence())
    answer.status_code = 200 if found.ready else 503
    answer.headers["Cache-Control"] = "no-store"
    return answer
