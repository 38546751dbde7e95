"""A sandbox's loop: one request in, output frames as they come, one observation out.

A request with `complete` asks what completes its source, which ends at the cursor; the answer is an observation too, as
far as the supervisor's limits go.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from typing import Any

from webapp.inside import chance, wire
from webapp.inside.latch import Latch
from webapp.inside.sandbox import Caps, Sandbox

ESSENTIAL = ("outcome", "source", "seconds", "error", "violations", "left_out", "probes", "digest", "clock")
"""What is sent of an observation that is too large without everything in TOO_LARGE."""
TOO_LARGE = (
    (("steps",), "What each line changed is too large to be shown; the rest is here."),
    (("steps", "tables"), "What each line changed, and the tables, are too large to be shown; the rest is here."),
)
"""What is left out of an observation that is too large as a whole, and what is said then."""


def _read(count: int) -> bytes:
    return os.read(wire.CONTROL, count)


def send(frame: wire.Frame) -> None:
    """Writes one frame to the control descriptor. Raises OSError when the supervisor has gone."""
    _write(wire.pack(frame))


def _write(data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(wire.CONTROL, left) :]


def serve(sandbox: Sandbox, latch: Latch) -> None:
    """Answers requests until the supervisor closes the control descriptor. First comes the seed of its visitor."""
    first = wire.read_frame(_read)
    if first is None:
        return
    chance.seed(first["seed"])
    while (request := wire.read_frame(_read)) is not None:
        run = request["run"]
        if "complete" in request:
            found = sandbox.complete(request["source"])
            _write(wire.pack({"frame": "observation", "run": run, "observation": found}, wire.LONGEST_OUTPUT))
            continue

        def send_event(event: dict[str, Any], run: str = run) -> None:
            with latch.shield():
                send({"frame": "output", "run": run, "event": event})

        caps = Caps(output=request["output"], statements=request["statements"], steps=request["steps"])
        try:
            seen = sandbox.run(request["source"], request["probes"], caps, send_event, request["clock"])
            _send_observation(run, seen)
        except Exception as error:
            send({"frame": "broken", "run": run, "where": _where(error)})
            return


def _send_observation(run: str, seen: dict[str, Any]) -> None:
    for told in _smaller_and_smaller(seen):
        try:
            data = wire.pack({"frame": "observation", "run": run, "observation": told}, wire.LONGEST_OBSERVATION)
        except (wire.WireError, MemoryError):
            continue
        _write(data)
        return
    raise wire.WireError("not even the essential part of an observation can be sent")


def _smaller_and_smaller(seen: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield seen
    for parts, note in TOO_LARGE:
        yield {key: value for key, value in seen.items() if key not in parts} | {"note": note}
    note = "What this snippet left is too large to be shown; its effects are kept."
    yield {key: seen[key] for key in ESSENTIAL if key in seen} | {"note": note}


def _where(error: Exception) -> list[str]:
    """Where our own code failed, for the operator: places and the exception's name, nothing of the visitor's."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames if "<" not in frame.filename]
    return [*places[-20:], type(error).__name__]
