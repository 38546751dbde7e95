"""Tracebacks as the Python prompt shows them, with the frames of libraries folded away."""

from __future__ import annotations

import logging
import sys
from traceback import FrameSummary, StackSummary, TracebackException, format_exception_only
from typing import Any

from webapp.inside.recorder.handled import kind_of
from webapp.inside.recorder.values import LONGEST_NAME

CONSOLE = "<console>"
"""What every snippet is called in its own tracebacks."""
SNIPPET = "<console "
"""How the file names of snippets begin; each has a number of its own, because functions outlive their snippet."""
LONGEST_MESSAGE = 4_000
LAST_LINE = 1_000_000
DEEPEST_CHAIN = 5
_line: Any = vars(SyntaxError)["lineno"]


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
    told = kind_of(error)
    return text, told | {
        "message": _clip(said if name.rpartition(".")[2][:LONGEST_NAME] == told["type"] else message),
        "line": lines[-1] if lines else _lineno(error),
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


def _lineno(error: BaseException) -> int | None:
    """What a SyntaxError says, past a property of the visitor's; None of others."""
    line = _line.__get__(error) if issubclass(type(error), SyntaxError) else None
    return line if type(line) is int and 0 < line <= LAST_LINE else None


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
