"""Values by what they mean, not by how they were written: a Row equals a list of the same items, 1 equals 1.0.

Values come from YAML, from Python literals, from a driver and, as the plain data that `webapp.observation.Probed`
describes, from inside the wall. All become a Meaning, and only those are compared. True equals 1, since SQLite has no
booleans; null, an empty text and 0 are three different things.
"""

import math
import re
from ast import literal_eval
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from webapp.lessons.scalars import plain

DIGITS = 15
"""Significant digits that count in a float: 0.1 + 0.2 is 0.3."""

DEEPEST = 40
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"(?:Decimal\(')?([^']*)(?:'\))?")

Kind = Literal["null", "number", "text", "blob", "items", "set", "pairs", "other"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a value is, comparable and hashable. `parts` holds the items of a collection, sorted where order is none."""

    kind: Kind
    value: int | float | str | None = None
    parts: tuple["Meaning", ...] = ()

    def equals(self, other: "Meaning") -> bool:
        """Whether both mean the same. YAML cannot write a set, so a list with a set's items equals that set."""
        if {self.kind, other.kind} == {"items", "set"}:
            return unordered(self.parts) == unordered(other.parts)
        if self.kind != other.kind or len(self.parts) != len(other.parts):
            return False
        if self.parts:
            return all(mine.equals(its) for mine, its in zip(self.parts, other.parts, strict=True))
        return self.value == other.value


def unordered(parts: Iterable[Meaning]) -> tuple[Meaning, ...]:
    return tuple(sorted(parts, key=repr))


def number(value: float | Decimal) -> Meaning:
    if isinstance(value, int):
        return Meaning("number", int(value))
    if not math.isfinite(value) or abs(float(value)) > 1e300:
        # Infinities and NaN cross the wall as their repr.
        return Meaning("text", str(float(value)))
    if value == int(value):
        return Meaning("number", int(value))
    return Meaning("number", float(f"{float(value):.{DIGITS}g}"))


def meant(value: Any, depth: int = 0) -> Meaning:
    """The meaning of a Python value: from YAML, from a literal, or a cell of a row."""
    if value is None:
        return Meaning("null")
    if isinstance(value, int | float | Decimal):
        return number(value)
    if isinstance(value, str):
        return Meaning("text", value)
    if isinstance(value, dict):
        if set(value) == {"blob"} and isinstance(value["blob"], str):
            return Meaning("blob", value["blob"].lower())
        return pairs((key_meant(key), meant(item, depth + 1)) for key, item in value.items())
    if isinstance(value, list | tuple) and depth < DEEPEST:
        return Meaning("items", parts=tuple(meant(item, depth + 1) for item in value))
    if isinstance(value, set | frozenset):
        return Meaning("set", parts=unordered(meant(item, depth + 1) for item in value))
    return Meaning("other", without_addresses(repr(value)))


def key_meant(key: Any) -> Meaning:
    # Keys are always text when they come from YAML, where `{1: Melissa}` means the number.
    return meant(plain(key) if isinstance(key, str) and len(key) < DEEPEST else key)


def pairs(found: Iterable[tuple[Meaning, Meaning]]) -> Meaning:
    return Meaning("pairs", parts=unordered(Meaning("items", parts=pair) for pair in found))


def probed(value: Any, depth: int = 0) -> Meaning:
    """The meaning of plain data from inside. Raises nothing, whatever shape it has: it is not to be trusted."""
    if not isinstance(value, dict):
        return meant(value) if not isinstance(value, list) else Meaning("other", "a list without a type")
    name = str(value.get("type", ""))
    items, entries = value.get("items"), value.get("pairs")
    if isinstance(items, list) and depth < DEEPEST:
        parts = tuple(probed(item, depth + 1) for item in items)
        return Meaning("set", parts=unordered(parts)) if name.lower().endswith("set") else Meaning("items", parts=parts)
    if isinstance(entries, list) and depth < DEEPEST:
        sound = [entry for entry in entries if isinstance(entry, list) and len(entry) == 2]
        return pairs((probed_key(key, depth + 1), probed(item, depth + 1)) for key, item in sound)
    text = str(value.get("text", ""))
    return known(name, text) or Meaning("other", without_addresses(text))


def probed_key(key: Any, depth: int) -> Meaning:
    return probed(key, depth) if isinstance(key, dict) else key_meant(key)


def known(name: str, text: str) -> Meaning | None:
    """The meaning of a type that comes as its repr and is more than that."""
    if name == "Decimal" and (found := DECIMAL.fullmatch(text)):
        try:
            return number(Decimal(found[1]))
        except (InvalidOperation, ValueError, OverflowError):
            return None
    return None


def from_literal(text: str) -> Meaning | None:
    """The meaning of a Python literal, None where the text is none. Only for what an author wrote."""
    try:
        return meant(literal_eval(text.strip()))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def without_addresses(text: str) -> str:
    """The text with memory addresses taken out: they differ from run to run."""
    return ADDRESS.sub(" at 0x…", text)
