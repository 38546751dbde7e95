"""What the visitor calls a thing: found by identity, so that nothing of theirs is called or compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

LONGEST_NAME = 100
MOST_NAMES = 1_000
MOST_ITEMS = 100
"""Items of one list or tuple that are looked at."""


def name_of(thing: object, scopes: Iterable[Mapping[str, object]]) -> str:
    """The first name that stands for `thing` in one of the scopes, or a place such as "crew[1]"; else empty."""
    kept = [_public(scope) for scope in scopes]
    for scope in kept:
        for name, value in scope:
            if value is thing:
                return name
    for scope in kept:
        for name, value in scope:
            if type(value) in (list, tuple):
                for place, item in enumerate(islice(_items(value), MOST_ITEMS)):
                    if item is thing:
                        return f"{name}[{place}]"
    return ""


def name_of_class(kind: type) -> str:
    """A class's name, past whatever its metaclass says."""
    return str(type.__dict__["__name__"].__get__(kind))[:LONGEST_NAME]


def _public(scope: Mapping[str, object]) -> list[tuple[str, object]]:
    pairs = islice(list(scope.items()), MOST_NAMES)
    return [
        (name, value) for name, value in pairs if type(name) is str and name[:1] != "_" and len(name) < LONGEST_NAME
    ]


def _items(value: Any) -> Iterable[object]:
    items: Iterable[object] = value
    return items
