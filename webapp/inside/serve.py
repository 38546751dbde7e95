"""A sandbox's loop: one request in, output frames as they come, one observation out."""

from __future__ import annotations

import os
import traceback
from typing import Any

from webapp.inside import wire
from webapp.inside.latch import Latch
from webapp.inside.sandbox import Caps, Sandbox


def _read(count: int) -> bytes:
    return os.read(wire.CONTROL, count)


def send(frame: wire.Frame) -> None:
    """Writes one frame to the control descriptor. Raises OSError when the supervisor has gone."""
    data = memoryview(wire.pack(frame))
    while data:
        data = data[os.write(wire.CONTROL, data) :]


def _where(error: Exception) -> list[str]:
    """Where our own code failed, for the operator: places and the exception's name, nothing of the visitor's."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames if "<" not in frame.filename]
    return [*places[-20:], type(error).__name__]


def serve(sandbox: Sandbox, latch: Latch) -> None:
    """Answers requests until the supervisor closes the control descriptor."""

    def send_event(event: dict[str, Any]) -> None:
        with latch.shield():
            send({"frame": "output", "event": event})

    while (request := wire.read_frame(_read)) is not None:
        caps = Caps(output=request["output"], statements=request["statements"])
        try:
            seen = sandbox.run(request["source"], request["probes"], caps, send_event)
        except Exception as error:
            send({"frame": "broken", "where": _where(error)})
            return
        try:
            send({"frame": "observation", "observation": seen})
        except wire.WireError:
            parts = ("outcome", "source", "seconds", "error", "violations", "left_out")
            note = "What this snippet showed is too large to be sent; its effects are kept."
            send({"frame": "observation", "observation": {k: seen[k] for k in parts if k in seen} | {"note": note}})
