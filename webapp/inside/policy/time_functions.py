"""Functions of `time` that tell the time of day, by the clock that is replayed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from webapp.inside.clock import CLOCK, SECOND

Function = Callable[..., Any]


def seconds() -> float:
    return CLOCK.seconds()


def nanoseconds() -> int:
    return CLOCK.read()


def _at(real: Function) -> Function:
    """A function of a moment, in seconds: now, where none is given."""

    def function(moment: float | None = None, /) -> Any:
        return real(CLOCK.read() // SECOND if moment is None else moment)

    return function


def _told(real: Function, position: int) -> Function:
    """A function whose argument at this position is a moment as `localtime` gives it: now, where it is left out."""

    def function(*args: Any) -> Any:
        return real(*args, time.localtime(CLOCK.read() // SECOND)) if len(args) == position else real(*args)

    return function


READING: tuple[tuple[Function, Function], ...] = (
    (time.time, seconds),
    (time.time_ns, nanoseconds),
    *((real, _at(real)) for real in (time.localtime, time.gmtime, time.ctime)),
    (time.asctime, _told(time.asctime, 0)),
    (time.strftime, _told(time.strftime, 1)),
)
"""The real one, and what a snippet gets in its place."""
