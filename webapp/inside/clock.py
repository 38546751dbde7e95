"""The clock as a snippet reads it: what it read is kept, and comes again when the snippet is run again.

That is the time of day, in Python. `perf_counter` and its like measure how long something takes, which is another time
each time, and SQLite has a clock of its own.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from time import time_ns  # a snippet may put another function into the module
from typing import Any

MOST_READINGS = 1_000
"""Kept of one snippet; one that reads the clock more often reads the real one from then on."""
SECOND = 10**9
_from_timestamp = vars(datetime)["fromtimestamp"]  # a class of the visitor's own may have another


class Clock:
    """Nanoseconds since 1970, in UTC: as they are, or while a snippet is run again as they were."""

    def __init__(self) -> None:
        self._again: list[int] = []
        self._taken: list[int] | None = None

    def begin(self, again: Sequence[int]) -> None:
        """From here on readings are kept. The first ones are those of `again`."""
        self._again = list(reversed(again))
        self._taken = []

    def end(self) -> list[int]:
        """What was read since `begin`, in order."""
        taken, self._again, self._taken = self._taken or [], [], None
        return taken

    def read(self) -> int:
        """The time, in nanoseconds."""
        if self._taken is None:
            return time_ns()
        reading = self._again.pop() if self._again else time_ns()
        if len(self._taken) < MOST_READINGS:
            self._taken.append(reading)
        return reading

    def seconds(self) -> float:
        """The time, in seconds."""
        return self.read() / SECOND


CLOCK = Clock()


def now(cls: type[datetime], tz: tzinfo | None = None) -> datetime:
    made: datetime = _from_timestamp.__get__(None, cls)(CLOCK.seconds(), tz)
    return made


def utcnow(cls: type[datetime]) -> datetime:
    if sys.version_info >= (3, 12):
        warnings.warn(
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
            "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
            DeprecationWarning,
            stacklevel=2,
        )
    return now(cls, UTC).replace(tzinfo=None)


def today(cls: type[date]) -> date:
    return cls.fromtimestamp(CLOCK.seconds())


def install() -> None:
    """Has `datetime` and `date` read the clock here; once, in the zygote."""
    _put(datetime, now)
    _put(datetime, utcnow)
    _put(date, today)


def _put(cls: type, function: Callable[..., Any]) -> None:
    """Changes a method of one of Python's own classes.

    Python lets nobody do so, but a class of one's own in its place would not be the one that results of queries,
    `isinstance`, `type(...)`, `repr` and SQLAlchemy's map of types know.
    """
    name = function.__name__
    function.__qualname__, function.__doc__ = f"{cls.__name__}.{name}", getattr(cls, name).__doc__
    (own,) = gc.get_referents(vars(cls))  # the dictionary behind the view
    own[name] = classmethod(function)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))
