"""Frames from a sandbox, checked before anything else is done with them: none of them is trusted."""

from __future__ import annotations

import re
from typing import Any

from webapp.inside import wire
from webapp.sandbox.child import Child

MOST_SENT = 4 * 1024 * 1024
MOST_FRAMES = 5_000
"""Bytes and frames of output in one run; a sandbox that sends more is not the one we started."""
MOST_PLACES = 21
LONGEST_PLACE = 300
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


class ForgedError(Exception):
    """A frame that no sandbox of ours sends."""


class BrokenError(Exception):
    """The sandbox says that Savepoint's own code failed in it; `str(error)` lists places, fit for a log."""


class Incoming:
    """The frames of one run. `run` is the token its request carried: a frame written ahead does not know it."""

    def __init__(self, child: Child, run: str) -> None:
        self._child = child
        self._run = run
        self._bytes = 0
        self._frames = 0

    async def next(self) -> tuple[str, dict[str, Any]]:
        """("output", event) or ("observation", observation).

        Raises ForgedError, BrokenError, wire.WireError, or EOFError when the process has gone.
        """
        frame, length = await self._child.receive_sized(wire.LONGEST_OBSERVATION)
        if frame.get("run") != self._run:
            raise ForgedError
        kind = frame.get("frame")
        if kind == "broken":
            raise BrokenError(_places(frame.get("where")))
        if kind == "observation" and isinstance(frame.get("observation"), dict):
            return "observation", frame["observation"]
        self._bytes += length
        self._frames += 1
        too_much = length > wire.LONGEST_OUTPUT or self._bytes > MOST_SENT or self._frames > MOST_FRAMES
        if kind != "output" or not isinstance(frame.get("event"), dict) or too_much:
            raise ForgedError
        return "output", frame["event"]


def _places(told: object) -> str:
    places = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
    return "\n  ".join(_UNPRINTABLE.sub("?", each[:LONGEST_PLACE]) for each in places[:MOST_PLACES])
