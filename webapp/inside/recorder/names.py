"""The visitor's names for objects: those of the snippet, and of the function that runs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from inspect import CO_OPTIMIZED
from itertools import islice
from types import FrameType
from typing import Any

from sqlalchemy.orm import scoped_session
from sqlalchemy.util import ThreadLocalRegistry

UNSHARED = 3
"""References to a function's dictionary of names that nobody else has: the frame's, ours, and that of the question."""
LONGEST_NAME = 200
MOST_NAMES = 2_000


class Names:
    """Finds a name by the object it stands for; the first one made, where there are several."""

    def __init__(self, shared: Mapping[str, object], frame: FrameType | None = None) -> None:
        """`shared` are the names of all snippets, `frame` is where the snippet is, if it runs."""
        self._by_id: dict[int, str] = {}
        self._names: set[str] = set()
        if frame is not None and frame.f_code.co_flags & CO_OPTIMIZED:  # then reading `f_locals` makes a dictionary
            own = frame.f_locals
            self._add(own)
            # Before Python 3.13 the frame keeps this dictionary, and so what is in it, longer than the names live.
            if type(own) is dict and sys.getrefcount(own) <= UNSHARED:
                own.clear()
        self._add(shared)

    def _add(self, names: Mapping[str, object]) -> None:
        names = dict(names) if len(names) <= MOST_NAMES else dict(islice(names.items(), MOST_NAMES))
        values = list(names.values())
        by_id = dict(zip(map(id, reversed(values)), reversed(names), strict=True))
        for value in values:
            if type(value) is scoped_session and (inner := _at_hand(value)) is not None:
                by_id.setdefault(id(inner), by_id[id(value)])
        self._by_id = by_id | self._by_id
        self._names.update(names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def of(self, value: object) -> str:
        """The name of an object; empty where it has none."""
        return self._by_id.get(id(value), "")[:LONGEST_NAME] if value is not None else ""


def _at_hand(scoped: Any) -> Any:
    """The session that a scoped_session has, if any. None is made for the question."""
    registry = scoped.registry
    return registry() if type(registry) is ThreadLocalRegistry and registry.has() else None
