"""Tracebacks as the Python prompt shows them, with the frames of libraries folded away."""

from __future__ import annotations

import logging
import sys
from traceback import FrameSummary, StackSummary, TracebackException, format_exception_only
from typing import Any

from webapp.inside.recorder.values import class_name

CONSOLE = "<console>"
LONGEST_MESSAGE = 4_000
LAST_LINE = 1_000_000
DEEPEST_CHAIN = 5


def describe(
    error: BaseException, *, console: str, own: tuple[str, ...], shown: str = CONSOLE
) -> tuple[str, dict[str, Any]]:
    """The traceback's text, and the error as plain data (the keys of `webapp.observation.Error`).

    `console` is the file name of what runs, and appears as `shown`; `own` begins the names of the other files that are
    the visitor's to see: earlier snippets, prelude, datasets.
    """
    report = TracebackException.from_exception(error, limit=-200, compact=True)
    lines = _lines_in(report.stack, console)
    _fold(report, console, own, shown, DEEPEST_CHAIN)
    text = "".join(_clip(line) for line in report.format())
    # The summary's own text, not str(error): it has already survived a hostile __str__.
    message = "".join(report.format_exception_only()).strip()
    name, _, said = message.partition(": ")
    kind = type(error)
    known = [class_name(base) for base in type.mro(kind)[1:] if base not in (object, BaseException)]
    code = _own(error, "code")
    return text, {
        "type": class_name(kind),
        "bases": known[:20],
        "message": _clip(said if name.rpartition(".")[2] == class_name(kind) else message),
        "line": lines[-1] if lines else _line(_own(error, "lineno")),
        "code": code if isinstance(code, str) and len(code) < 20 else None,
    }


def ignored(found: sys.UnraisableHookArgs) -> None:
    """Stands for sys.unraisablehook: an exception nobody can catch, in a line, without the library's places.

    An interrupt is left out: while the snippet runs it comes again.
    """
    if not issubclass(found.exc_type, KeyboardInterrupt):
        told = "".join(format_exception_only(found.exc_type, found.exc_value)).strip()
        print(_clip(f"Exception ignored: {told}"), file=sys.stderr)


def quiet_logging() -> None:
    """Lets what SQLAlchemy logs show an exception in a line, and no places of the library's or of ours."""
    logging.Formatter.formatException = _logged  # type: ignore[method-assign, assignment]
    logging.raiseExceptions = False  # or a parameter whose repr raises would have the whole stack printed


def _logged(_formatter: logging.Formatter, info: tuple[type[BaseException], BaseException, object]) -> str:
    return _clip("".join(format_exception_only(info[0], info[1])).strip())


def _own(error: BaseException, name: str) -> Any:
    """An attribute of SQLAlchemy's or Python's own exceptions; None where there is none, or where reading it raises."""
    try:
        value = getattr(error, name, None)
    except BaseException as second:  # a property of the visitor's may raise anything
        if isinstance(second, KeyboardInterrupt):
            raise
        return None
    return value if type(value) in (str, int) else None


def _line(told: Any) -> int | None:
    # An exception of the visitor's may say anything.
    return told if type(told) is int and 0 < told <= LAST_LINE else None


def _lines_in(stack: list[FrameSummary], console: str) -> list[int]:
    return [frame.lineno for frame in stack if frame.filename == console and frame.lineno is not None]


def _fold(report: TracebackException, console: str, own: tuple[str, ...], shown: str, deep: int) -> None:
    visible = [frame for frame in report.stack if frame.filename == console or frame.filename.startswith(own)]
    for frame in visible:
        if frame.filename == console:
            frame.filename = shown
    report.stack = StackSummary.from_list(visible)
    if deep == 0:
        report.exceptions = None
    for member in report.exceptions or ():
        _fold(member, console, own, shown, deep - 1)
    for name in ("__cause__", "__context__"):
        inner = getattr(report, name)
        if inner is None:
            continue
        if deep > 0 and _is_own(inner, (console, *own), deep):
            _fold(inner, console, own, shown, deep - 1)
        else:
            # A driver's own exception, raised and wrapped inside SQLAlchemy: its words are in the outer message.
            setattr(report, name, None)


def _is_own(report: TracebackException, own: tuple[str, ...], deep: int) -> bool:
    """Whether it, or a member of a group, came through the visitor's code."""
    if any(frame.filename.startswith(own) for frame in report.stack):
        return True
    return deep > 0 and any(_is_own(member, own, deep - 1) for member in report.exceptions or ())


def _clip(text: str) -> str:
    if len(text) <= LONGEST_MESSAGE:
        return text
    return f"{text[:LONGEST_MESSAGE]}... ({len(text) - LONGEST_MESSAGE} characters more)\n"
