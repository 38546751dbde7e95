"""A completion as the client asks for it, and what came back, checked."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import ValidationError

from webapp.inside import wire
from webapp.lessons.start import Start
from webapp.observation.completion import Completion
from webapp.sandbox.interface import Elsewhere


def fresh(visitor: str, start: Start) -> dict[str, Any]:
    """What a request names a new sandbox by."""
    # The same visitor at the same start sees the same random numbers, so that a replay comes out the same.
    seed = hashlib.sha256(f"{visitor} {start.digest}".encode()).hexdigest()
    return {"start": start.as_frame(), "seed": seed}


def request(visitor: str, lesson: str, source: str, at: str | Start) -> wire.Frame:
    """The frame that asks: see `conversation`."""
    place = {"at": at} if isinstance(at, str) else fresh(visitor, at)
    return {"op": "complete", "visitor": visitor, "lesson": lesson, "source": source} | place


def understood(answer: wire.Frame) -> Completion | Elsewhere:
    """What a supervisor answered. What is not as a sandbox of ours tells it is as good as nothing."""
    if answer.get("state") == "elsewhere":
        return Elsewhere.ELSEWHERE
    try:
        return Completion.model_validate(answer.get("found", {}))
    except ValidationError:
        return Completion()
