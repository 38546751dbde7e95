"""What sandboxes use brought together in memory, so that each copies fewer pages of its template's.

A page is shared until somebody writes to it, and CPython writes to all that it uses: it counts references, and a call
counts one to the function's code. So a page is copied for one piece of code on it as for twenty, and for one object
made in a hole between others that are never looked at.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType, FunctionType
from typing import Any

LARGEST = 512
"""Bytes of the largest object that CPython keeps in pools; these are of one size each."""
STEP = 16
"""Bytes between two of those sizes."""
PAGE = 4096
MADE = 64 * 1024
"""Bytes of new objects of one size. The holes of one size in a template have less, or this is done again."""
TIMES = 4
"""At most: an allocator without pools may have no end of holes."""
BYTES_HEADER = sys.getsizeof(b"")

Profile = Callable[[FrameType, str, Any], None]


def filled() -> list[object]:
    """Objects in the holes between others. As long as they are kept, what is made comes on pages of its own."""
    return [each for size in range(STEP, LARGEST + 1, STEP) for each in _in_holes(size)]


def _in_holes(size: int) -> list[object]:
    kept: list[object] = []
    for _ in range(TIMES):
        made = [_of(size) for _ in range(MADE // size)]
        on_page = Counter(id(each) // PAGE for each in made)
        between = [each for each in made if on_page[id(each) // PAGE] < PAGE // size * 3 // 4]
        kept += between
        if len(between) < len(made) // 2:  # the others lie side by side, so no hole is left
            break
    return kept


def _of(size: int) -> object:
    """A new object of that many bytes, of a kind that CPython keeps no free ones of."""
    if size > BYTES_HEADER:
        return bytes(size - BYTES_HEADER)
    return object() if size <= sys.getsizeof(object()) else complex(size)


class Used:
    """The code that runs while this is noting, in the order in which it first ran."""

    def __init__(self) -> None:
        self._codes: dict[int, CodeType] = {}

    @contextmanager
    def noting(self) -> Iterator[Profile]:
        """Notes, until somebody else sets a profile function; gives the one to be set again."""
        before = sys.getprofile()
        sys.setprofile(self._note)
        try:
            yield self._note
        finally:
            sys.setprofile(before)

    def _note(self, frame: FrameType, what: str, _argument: object) -> None:
        if what == "call":
            self._codes[id(frame.f_code)] = frame.f_code

    def gathered(self) -> list[object]:
        """Gives each function that ran a copy of its code, all copies made one after the other; the codes before.

        They are to be kept: freed, they would be holes.
        """
        kept = filled()
        functions: dict[int, list[FunctionType]] = {}
        for each in gc.get_objects():
            if type(each) is FunctionType:
                functions.setdefault(id(each.__code__), []).append(each)
        for place, code in self._codes.items():
            if place in functions:
                copy = code.replace()
                for function in functions[place]:
                    function.__code__ = copy
        return [*kept, *self._codes.values()]
