"""Attributes' values as short texts, without calling anything of the visitor's."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import islice
from typing import Any
from uuid import UUID

from webapp.inside.recorder.memory import memory

LONGEST = 100
"""Characters of one value."""
LONGEST_NAME = 200
MOST_BITS = 300
MOST_ITEMS = 20
DEEPEST = 3

_PLAIN = {type(None), bool, float, complex, Decimal, date, timedelta, UUID}
_BRACKETS: dict[type, tuple[str, str]] = {list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), frozenset: ("{", "}")}


def told(value: Any, deep: int = DEEPEST) -> str:
    """The repr of a plain value, cut at LONGEST characters; of any other its type's name in angle brackets.

    Only exact types are asked for their repr: a subclass may be the visitor's own, and so may a time zone.
    """
    kind = type(value)
    if kind is int:
        return repr(value) if value.bit_length() <= MOST_BITS else "<a large int>"
    if kind is str or kind is bytes:
        return _clipped(repr(value[: LONGEST + 1]))
    if kind in _PLAIN or ((kind is datetime or kind is time) and _is_plain(value.tzinfo)):
        return _clipped(repr(value))
    if kind is Fraction and type(value.numerator) is type(value.denominator) is int:
        return _clipped(f"Fraction({told(value.numerator)}, {told(value.denominator)})")
    if issubclass(kind, Enum):
        return _clipped(f"{class_name(kind)}.{str.__str__(memory(value).get('_name_', ''))}")
    if deep and kind in _BRACKETS:
        first, last = _BRACKETS[kind]
        return _clipped(first + ", ".join(told(each, deep - 1) for each in islice(value, MOST_ITEMS)) + last)
    if deep and kind is dict:
        pairs = islice(value.items(), MOST_ITEMS)
        return _clipped("{" + ", ".join(f"{told(k, deep - 1)}: {told(v, deep - 1)}" for k, v in pairs) + "}")
    return _clipped(f"<{class_name(kind)}>")


def class_name(kind: type) -> str:
    """A class's name, whatever its metaclass says."""
    # Not type.__getattribute__(): that asks the metaclass first. Nor str(): the name may be of a class of one's own.
    return str.__str__(type.__dict__["__name__"].__get__(kind))[:LONGEST_NAME]


def _is_plain(zone: Any) -> bool:
    parts = timezone.__getinitargs__  # type: ignore[attr-defined] # for pickling, and not among the stubs
    return zone is None or (type(zone) is timezone and all(type(part) in (timedelta, str) for part in parts(zone)))


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
