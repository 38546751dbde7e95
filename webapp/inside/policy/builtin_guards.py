"""Built-in functions that take a name or make a class, as a snippet has them."""

from __future__ import annotations

import builtins
from abc import ABCMeta
from collections.abc import Callable
from enum import EnumMeta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, FromClause, Inspector
from sqlalchemy.orm import DeclarativeMeta
from sqlalchemy.pool import Pool

from webapp.inside.policy.attributes import reach_refusal, special_refusal
from webapp.inside.policy.special import is_special

FINAL = (Connection, Dialect, Engine, FromClause, Inspector, Pool)
"""SQLAlchemy reads from such objects without asking, so a subclass could answer with anything."""


def plain(name: object) -> str:
    """An attribute's name as a true `str`: a subclass could say one thing when checked and another when used."""
    if not isinstance(name, str):
        raise TypeError(f"attribute name must be string, not {type(name).__name__!r}")
    return str.__str__(name)


def _check(name: str, *, write: bool = False) -> None:
    refusal = special_refusal(name) if write and is_special(name) else reach_refusal(name)
    if refusal is not None:
        raise AttributeError(str(refusal))


def guarded_getattr(obj: object, name: str, /, *default: object) -> object:
    name = plain(name)
    _check(name)
    return getattr(obj, name, *default)


def guarded_setattr(obj: object, name: str, value: object, /) -> None:
    name = plain(name)
    _check(name, write=True)
    if not name.isidentifier():  # dataclasses put names into the text of functions
        raise AttributeError(f"{name!r:.60} is not a name.")
    setattr(obj, name, value)


def guarded_delattr(obj: object, name: str, /) -> None:
    name = plain(name)
    _check(name, write=True)
    delattr(obj, name)


class OfMetaclass(type):
    """Classes that stand for a metaclass: they tell types apart as it does, but make no classes when called."""

    real: type

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.real)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(getattr(subclass, "real", subclass), cls.real)

    def __call__(cls, *args: Any, **keywords: Any) -> Any:
        if cls.real is type and len(args) == 1 and not keywords:
            return shown_type(args[0])
        raise TypeError("A class is made by a class statement here, not by a call.")

    def __getitem__(cls, item: Any) -> Any:
        return type[item]

    def __repr__(cls) -> str:
        return repr(cls.real)

    def __hash__(cls) -> int:
        return hash(cls.real)

    def __eq__(cls, other: object) -> bool:
        return cls is other or other is cls.real


@cache
def stand_in(metaclass: type) -> type:
    """The class a snippet sees for a metaclass; always the same one."""
    return OfMetaclass(metaclass.__name__, (), {"real": metaclass, "__module__": metaclass.__module__})


def shown_type(obj: object) -> type:
    found = type(obj)
    if found is OfMetaclass:
        return stand_in(type)
    return stand_in(found) if issubclass(found, type) else found


METACLASSES = frozenset({ABCMeta, EnumMeta, DeclarativeMeta})


def build_class(body: Callable[..., Any], name: str, /, *bases: Any, metaclass: Any = None, **keywords: Any) -> Any:
    """The class statement. Raises TypeError for bases and metaclasses that are not open."""
    for base in bases:
        if isinstance(base, OfMetaclass) or (isinstance(base, type) and issubclass(base, (type, *FINAL))):
            raise TypeError(f"{base.__name__} is not a class to inherit from here.")
    if metaclass is not None:
        keywords["metaclass"] = real = getattr(metaclass, "real", metaclass)
        if real not in METACLASSES:
            raise TypeError("A metaclass of one's own is not open here.")
    return builtins.__build_class__(body, name, *bases, **keywords)


GUARDED: dict[str, Any] = {
    "getattr": guarded_getattr,
    "setattr": guarded_setattr,
    "delattr": guarded_delattr,
    "type": stand_in(type),
    "__build_class__": build_class,
}
for _name in ("getattr", "setattr", "delattr"):
    GUARDED[_name].__name__ = GUARDED[_name].__qualname__ = _name
