"""What a snippet sees in place of metaclasses, `super`, functions' and the driver's classes: stand-ins for these.

Such classes make anything when called, so the real ones are kept here, outside the stand-ins, where nothing leads.
"""

from __future__ import annotations

import sqlite3
from types import CodeType, FrameType, FunctionType, ModuleType, TracebackType
from typing import Any, ForwardRef

_REAL: dict[int, type] = {}
_STAND_INS: dict[type, type] = {}
MACHINERY = (FunctionType, CodeType, FrameType, TracebackType, ModuleType, ForwardRef)
DRIVER = (sqlite3.Connection, sqlite3.Cursor, sqlite3.Blob)


class StandIn(type):
    """Classes that stand for another: they tell types apart as it does, but make nothing when called."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, real(cls))

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(real(subclass), real(cls))

    def __call__(cls, *args: Any, **keywords: Any) -> Any:
        if real(cls) is type and len(args) == 1 and not keywords:
            return shown_type(args[0])
        if issubclass(real(cls), DRIVER):
            raise TypeError("Connections and cursors of the driver are made by an engine here, not by a call.")
        if issubclass(real(cls), MACHINERY):
            raise TypeError(f"A {real(cls).__name__} is not made by a call of its class here.")
        raise TypeError("A class is made by a class statement here, not by a call.")

    def __getitem__(cls, item: Any) -> Any:
        return type[item]

    def __repr__(cls) -> str:
        return repr(real(cls))

    def __hash__(cls) -> int:
        return hash(real(cls))

    def __eq__(cls, other: object) -> bool:
        return cls is other or other is real(cls)


def real(cls: type) -> type:
    """The class behind a stand-in; any other is its own."""
    return _REAL.get(id(cls), cls)


def stand_in(found: type) -> type:
    """The class a snippet sees for one that it must not call; always the same one."""
    if found not in _STAND_INS:
        made = StandIn(found.__name__, (), {"__module__": found.__module__})
        _REAL[id(made)] = found
        _STAND_INS[found] = made
    return _STAND_INS[found]


def shown_type(obj: object) -> type:
    """`type(obj)` for a snippet."""
    found = type(obj)
    return stand_in(type) if found is StandIn else _shown_class(found)


def shown(value: Any) -> Any:
    """A value for a snippet: a class that must not be called becomes its stand-in."""
    return _shown_class(value) if isinstance(value, type) else value


def _shown_class(found: type) -> type:
    return stand_in(found) if issubclass(found, (type, super, *DRIVER, *MACHINERY)) else found
