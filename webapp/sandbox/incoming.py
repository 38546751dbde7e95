"""Frames from a sandbox, checked before anything else is done with them: none of them is trusted."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from webapp.inside import wire
from webapp.sandbox.child import Child
from webapp.sandbox.limits import Limits

BYTES_OF_A_CHARACTER, BYTES_OF_A_FRAME = 16, 128
"""A character of output at its most, as JSON and with its colour; and what stands around it in a frame."""
FRAMES_AT_ONCE, FRAMES_A_SECOND = 1_550, 55
"""Values, flushes, tracebacks and large pieces; and the pieces that are sent as time goes by: see `inside.output`."""
DEEPEST = 50
"""Objects and lists within each other, of which an observation has about a dozen. Far more of them can be read at one
place and not be written again at the next, where fewer of Python's calls are left."""
MOST_PLACES = 21
LONGEST_PLACE = 300
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


class ForgedError(Exception):
    """A frame that no sandbox of ours sends."""


class BrokenError(Exception):
    """The sandbox says that Savepoint's own code failed in it; `str(error)` lists places, fit for a log."""


class Incoming:
    """The frames of one run. `run` is the token its request carried: a frame written ahead does not know it."""

    def __init__(self, child: Child, run: str, limits: Limits) -> None:
        self._child = child
        self._run = run
        self._characters = limits.output
        self._frames = FRAMES_AT_ONCE + int(FRAMES_A_SECOND * (limits.wall_seconds + limits.grace_seconds))
        self._bytes = BYTES_OF_A_CHARACTER * limits.output + BYTES_OF_A_FRAME * self._frames

    async def next(self) -> tuple[str, dict[str, Any]]:
        """("output", event) or ("observation", observation).

        Raises ForgedError, BrokenError, wire.WireError, or EOFError when the process has gone.
        """
        frame, length = await self._child.receive_sized(wire.LONGEST_OBSERVATION)
        if frame.get("run") != self._run or _is_deep(frame):
            raise ForgedError
        kind = frame.get("frame")
        if kind == "broken":
            raise BrokenError(_places(frame.get("where")))
        if kind == "observation" and isinstance(frame.get("observation"), dict):
            return "observation", frame["observation"]
        event = frame.get("event")
        if kind != "output" or not isinstance(event, dict) or not self._may_come(event.get("text"), length):
            raise ForgedError
        return "output", event

    def _may_come(self, text: object, length: int) -> bool:
        """Whether the sandbox we started could send this much; one that sends more is another."""
        self._bytes -= length
        self._frames -= 1
        self._characters -= len(text) if isinstance(text, str) else 0
        return length <= wire.LONGEST_OUTPUT and min(self._bytes, self._frames, self._characters) >= 0


def _is_deep(frame: dict[str, Any]) -> bool:
    level: list[Any] = [frame]
    for _ in range(DEEPEST):
        within = chain.from_iterable(each.values() if type(each) is dict else each for each in level)
        level = [each for each in within if type(each) is dict or type(each) is list]
        if not level:
            return False
    return True


def _places(told: object) -> str:
    places = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
    return "\n  ".join(_UNPRINTABLE.sub("?", each[:LONGEST_PLACE]) for each in places[:MOST_PLACES])
