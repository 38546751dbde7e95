"""Why a statement is sent, and from which of the visitor's lines: one walk over the frames that are running."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from types import CodeType, FrameType
from typing import Any, NamedTuple

from sqlalchemy.orm import InstanceState

from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.statements.functions import KNOWN, Function
from webapp.inside.recorder.statements.walk import Walk

MOST_OBJECTS = 20
"""Of a flush, in each of its statements."""


class Found(NamedTuple):
    """What is known of a statement. `cause` has the keys of `webapp.observation.Cause`."""

    line: int | None = None
    cause: dict[str, Any] | None = None
    session: int | None = None


class Causes:
    """Finds causes. What it meets is SQLAlchemy's own; it calls nothing of the visitor's."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def find(self, frame: FrameType | None, console: str, *, driver: bool = False) -> Found:
        """Looks from a frame outwards; `console` is the file name of the snippet that runs.

        Where nothing of SQLAlchemy's is running there is no cause, or with `driver` the driver's method.
        """
        walk, line, inner = _walked(frame, console)
        try:
            session = None if walk.session is None else self._numbers.of_session(walk.session)
            cause = self._told(walk) if walk.kind else None
        except Exception:  # the visitor's code goes on, and less is told
            return Found(line)
        if cause is None and driver and inner is not None:
            cause = {"kind": "driver", "by": _method(inner)}
        return Found(line, cause, session)

    def _told(self, walk: Walk) -> dict[str, Any]:
        told: dict[str, Any] = {"kind": walk.kind}
        for key in ("by", "type", "attribute", "strategy"):
            if value := getattr(walk, key):
                told[key] = value
        if walk.state is not None:
            told["object"] = self._numbers.of_object(walk.state)
        if walk.work is not None:
            told["objects"] = self._flushed(walk.session, walk.work)
        return told

    def _flushed(self, session: Any, work: Any) -> list[int]:
        numbers: set[int] = set()
        for state in _sent(session, work):
            numbers.add(self._numbers.of_object(state))
            if len(numbers) == MOST_OBJECTS:
                break
        return sorted(numbers)


def _walked(frame: FrameType | None, console: str) -> tuple[Walk, int | None, CodeType | None]:
    """What SQLAlchemy's frames tell, the line in `console`, and the last function before the visitor's."""
    walk = Walk()
    line: int | None = None
    inner: CodeType | None = None
    deciding = True
    while frame is not None and (deciding or line is None):
        code = frame.f_code
        if deciding and (known := KNOWN.get(id(code))) is not None:
            _meet(known, walk, frame)
        elif code.co_filename == console:
            line = frame.f_lineno if line is None else line
            deciding = walk.passing
        elif deciding and not walk.passing:
            deciding = not _is_visitors(code.co_filename)
        if deciding:
            inner = code
        frame = frame.f_back
    return walk, line, inner


def _meet(known: Function, walk: Walk, frame: FrameType) -> None:
    if known.kind:
        walk.becomes(known.kind)
    walk.by = known.by  # what was called further in, SQLAlchemy called itself
    if known.read is not None:
        try:
            known.read(walk, frame)
        except Exception:  # as above
            return


def _method(code: CodeType) -> str:
    """A method of the driver's, by the class that a visitor knows it of."""
    return f"{'Cursor' if 'Cursor' in code.co_qualname else 'Connection'}.{code.co_name}"


def _sent(session: Any, work: Any) -> Iterator[InstanceState[Any]]:
    """The states whose changes a flush sends: pending ones in their order, then the others."""
    states = work.states
    for state in chain(session._new, states):
        _, listed_only = states.get(state, (False, True))
        if not listed_only:
            yield state


def _is_visitors(file: str) -> bool:
    # A snippet, a lesson's start and a dataset have no path; a library has one, unless its code was generated.
    return "/" not in file and not file.startswith(("<sqlalchemy ", "<frozen ", "<string>"))
