"""Values as plain data, bounded: what a check compares, made without calling anything of the visitor's but repr()."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from sqlalchemy.engine import Row, RowMapping

from webapp.inside.recorder.values import class_name

LONGEST_TEXT = 10_000
MOST_BITS = 10_000
"""About three thousand digits."""
MOST_ITEMS = 1_000
MOST_VALUES = 5_000
"""Values in one rendered structure, all levels together; beyond, each is its name alone."""
DEEPEST = 6

_SEQUENCES = (list, tuple, set, frozenset, deque, Row, range)


def cell(value: Any) -> Any:
    """A database value as one of JSON's scalars; a BLOB as {"blob": hex}; anything else as its repr."""
    if value is None or type(value) is bool or (type(value) is float and isfinite(value)):
        return value
    if type(value) is int:
        # A longer one is no text either: Python refuses to write it out, and so would JSON.
        return value if int.bit_length(value) <= MOST_BITS else "a number too large to be shown"
    if isinstance(value, str):
        return str.__str__(value)[:LONGEST_TEXT]
    if isinstance(value, bytes | bytearray | memoryview):
        return {"blob": bytes(value[:LONGEST_TEXT]).hex()}
    return clipped_repr(value)


def plain(value: Any) -> Any:
    """A value as plain data, in the form that `webapp.observation.Probed.value` describes."""
    return _Renderer().plain(value, DEEPEST)


class _Renderer:
    """Renders one structure, within one budget of values."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def plain(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if value is None or type(value) in (bool, int, float, str):
            return cell(value)  # infinity and NaN are no JSON, and come as their repr
        name = class_name(type(value))
        if self._left < 0:
            return {"type": name, "text": "..."}
        if depth > 0 and isinstance(value, _SEQUENCES):
            return {"type": name, "items": [self.plain(item, depth - 1) for item in _first(value)]}
        if depth > 0 and isinstance(value, dict | RowMapping):
            pairs = [[self.plain(k, depth - 1), self.plain(v, depth - 1)] for k, v in _pairs(value)]
            return {"type": name, "pairs": pairs}
        return {"type": name, "text": clipped_repr(value)}


def _first(value: Iterable[Any]) -> list[Any]:
    return [item for _, item in zip(range(MOST_ITEMS), value, strict=False)]


def _pairs(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return [pair for _, pair in zip(range(MOST_ITEMS), value.items(), strict=False)]


def clipped_repr(value: Any) -> str:
    """repr(), cut at LONGEST_TEXT characters. Raises what the visitor's __repr__ raises."""
    text = str.__str__(repr(value))  # a subclass could say one length and have another
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]}... ({len(text) - LONGEST_TEXT} characters more)"
