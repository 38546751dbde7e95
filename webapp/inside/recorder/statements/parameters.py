"""The parameters of a statement as text, without calling anything of the visitor's: its repr could send another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from webapp.inside.recorder.values import told

LONGEST = 10_000
"""Characters of all parameters of one statement."""
_BASES: tuple[Any, ...] = (str, bytes, int, float)
"""What the driver takes by its value, whatever a class of the visitor's that inherits from it says."""
_BRACKETS: dict[type, tuple[str, str]] = {tuple: ("(", ")"), list: ("[", "]"), dict: ("{", "}")}


def told_parameters(parameters: Any) -> str:
    """As their repr has them, cut at LONGEST characters."""
    parts: list[str] = []
    left = LONGEST
    for part in _parts(parameters):
        parts.append(part[:left])
        left -= len(part)
        if left < 0:
            return "".join(parts) + "..."
    return "".join(parts)


def _parts(value: Any) -> Iterator[str]:
    kind = type(value)
    if kind not in _BRACKETS:
        yield _leaf(value)
        return
    first, last = _BRACKETS[kind]
    yield first
    for number, each in enumerate(value.items() if kind is dict else value):
        yield ", " if number else ""
        if kind is dict:
            yield f"{_leaf(each[0])}: "
        yield from _parts(each[1] if kind is dict else each)
    yield ",)" if kind is tuple and len(value) == 1 else last


def _leaf(value: Any) -> str:
    kind = type(value)
    if kind is bool:
        return repr(value)
    base = next((base for base in _BASES if issubclass(kind, base)), None)
    if base is None:
        return told(value)
    try:
        return str(base.__repr__(value))
    except ValueError:  # Python writes out no number of more than some thousand digits
        return "<a large int>"
