"""Audit events while a program runs: everything is forbidden but what is listed here, each with its reason."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

CONSOLE = "<console"
"""How the file name of a program's own code begins."""
POLICY = "webapp.inside.policy"
"""Works for the program: what a guard does is asked of the code that called it."""

ANYBODY = {
    "builtins.id": "an address leads nowhere",
    "time.sleep": "waiting is bounded elsewhere",
    "sys.unraisablehook": "an exception in a finalizer is reported",
    "array.__new__": "a container of numbers",
}
"""Harmless whoever raises them."""

LIBRARIES = {
    "object.__getattr__": "SQLAlchemy and `inspect` look at the code of functions to count their parameters",
    "sys._getframe": "`enum`, `typing` and `namedtuple` ask which module calls them; SQLAlchemy warns with a place",
    "sys._getframemodulename": "the same, since Python 3.12",
    "compile": "`dataclasses`, `namedtuple`, `typing` and SQLAlchemy make functions and read annotations",
    "exec": "the same, when they run what they have compiled",
    "object.__setattr__": "`functools` and SQLAlchemy name the functions they make",
    "object.__delattr__": "SQLAlchemy takes defaults from functions it has made",
    "function.__new__": "SQLAlchemy's decorators and `enum` copy functions of their own",
    "code.__new__": "the same",
}
"""Harmless where a library raises them, by code of its own."""

GUARDS = frozenset("compile exec sys._getframe".split())
"""Harmless where a guard of the policy raises them: it has looked at the text, and looks who has called it."""

READS_CODE = f"{POLICY}.privacy"
"""Looks into the code of a library's functions for the private names they use, and hands none of it on."""

NAMES_OF_CLASSES = frozenset("__name__ __qualname__ __module__ __doc__".split())
HIT = tuple[str, str]


def own_frame(frame: FrameType | None) -> FrameType | None:
    """The frame that an event belongs to."""
    while frame is not None and str(frame.f_globals.get("__name__")).startswith(POLICY):
        frame = frame.f_back
    return frame


def is_own(code: CodeType) -> bool:
    return code.co_filename.startswith(CONSOLE)


def is_harmless(event: str, args: tuple[Any, ...], frame: FrameType | None) -> bool:
    """Whether an event may happen, raised in this frame."""
    if event in ANYBODY:
        return True
    if event == "sqlite3.connect":
        return args == (":memory:",)
    if event == "sqlite3.connect/handle":
        return True  # the connection that was just made; which class it has is looked at afterwards
    if event in GUARDS and frame is not None and str(frame.f_globals.get("__name__")).startswith(POLICY):
        return True
    if event == "object.__getattr__" and frame is not None and frame.f_globals.get("__name__") == READS_CODE:
        return args[1] == "__code__"
    caller = own_frame(frame)
    if caller is None or not is_own(caller.f_code):
        return event in LIBRARIES
    if event == "object.__setattr__":
        return args[1] in NAMES_OF_CLASSES
    return False


class Watch:
    """Takes audit events while armed. At the first forbidden one `caught` is called, and does not return."""

    def __init__(self) -> None:
        self.armed = False
        self.caught: Callable[[str, str], object] = lambda _event, _what: None
        self._within = False

    def install(self) -> None:
        """Once in a process's life: there is no taking it away."""
        sys.addaudithook(self._heard)

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.armed or self._within:
            return
        self._within = True
        try:
            frame = sys._getframe(1)
            if not is_harmless(event, args, frame):
                where = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_name}"
                self.armed = False
                self.caught("event", f"{event}{args!r:.120} in {where}")
        finally:
            self._within = False
