"""An exception that the snippet's own code caught: told while it goes on, so nothing of it is called."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from webapp.inside.recorder.memory import memory
from webapp.inside.recorder.values import class_name, told

LONGEST_MESSAGE = 1_000
LONGEST_CODE = 20
MOST_BASES = 20
_own = type.__dict__["__dict__"].__get__


def told_of(error: BaseException, line: int | None) -> dict[str, Any]:
    """The error as plain data with the keys of `webapp.observation.Error`. Its words are what it was made with."""
    return kind_of(error) | {"message": _words(error)[:LONGEST_MESSAGE], "line": line}


def kind_of(error: BaseException) -> dict[str, Any]:
    """Of the same keys, those that say what kind of error it is: `type`, `bases` and `code`."""
    kind, *bases = type.mro(type(error))
    return {
        "type": class_name(kind),
        "bases": [class_name(base) for base in bases if base not in (object, BaseException)][:MOST_BASES],
        "code": _code(error),
    }


def _code(error: BaseException) -> str | None:
    # SQLAlchemy keeps it with the error, or with its class.
    for found in (memory(error), *map(_own, type.mro(type(error)))):
        code = found.get("code")
        if type(code) is str:
            return code if len(code) <= LONGEST_CODE else None
    return None


def _words(error: BaseException) -> str:
    # SQLAlchemy's own str() of an error shows its parameters, and for that calls their repr().
    arguments = BaseException.__dict__["args"].__get__(error)
    if len(arguments) == 1 and type(arguments[0]) is str and not issubclass(type(error), KeyError):
        return str(arguments[0])
    return ", ".join(told(each) for each in arguments[:MOST_BASES])


def line_left(trace: TracebackType | None, console: str) -> int | None:
    """The innermost line of a file that an exception left."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == console:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
