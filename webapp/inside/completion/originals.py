"""The library's function behind one that a snippet gets in a checked form, or behind a decorator."""

from __future__ import annotations

from types import FunctionType
from typing import Any

from webapp.inside.completion.reading import is_librarys
from webapp.inside.policy import wrappers

_REAL = {id(wrapper): real for real, wrapper in wrappers._PAIRS}


def original(function: Any) -> Any:
    """What the function stands for; itself where it stands for nothing else. A visitor's own is never looked behind."""
    found = _REAL.get(id(function), function)
    for _ in range(5):
        if type(found) is not FunctionType or not is_librarys(found):
            return found
        behind = found.__dict__.get("__wrapped__")
        if behind is None:
            return found
        found = behind
    return found
