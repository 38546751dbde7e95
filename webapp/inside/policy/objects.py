"""Rules that depend on the object: what may be read, written and followed is asked once it is there.

The review rewrites such places so that the functions in `GUARDED` are called; see `asking`.
"""

from __future__ import annotations

import sqlite3
from types import FunctionType
from typing import Any

from sqlalchemy import Compiled, Dialect, PoolProxiedConnection, Result
from sqlalchemy.orm import InstanceState, Mapper

from webapp.inside.policy import attributes, privacy, shared, writing
from webapp.inside.policy.formatting import format_of
from webapp.inside.policy.metaclasses import shown, shown_type
from webapp.inside.policy.ownership import LEADING_OUT, library_of, library_of_function
from webapp.inside.policy.passing_on import behind
from webapp.inside.policy.refusal import Group, Refusal
from webapp.inside.policy.texts import walk_refusal

OF: tuple[tuple[Group, tuple[type, ...]], ...] = (
    (attributes.OF_AN_ERROR, (AttributeError, ImportError)),
    (attributes.OF_A_RESULT, (Result,)),
    (attributes.AFTER_INSPECT, (InstanceState, Mapper)),
    (attributes.OF_A_DIALECT, (Dialect,)),
    (attributes.OF_THE_DRIVER, (sqlite3.Connection, PoolProxiedConnection)),
    (attributes.OF_COMPILED, (Compiled,)),
    (attributes.OF_A_CURSOR, (sqlite3.Cursor,)),
)
"""Names that people use for their own things too, each with the classes where the library's is meant."""

UNCALLED = attributes.NAMES_CALL_ONLY | attributes.NAMES_ON_SELF
ASKED = frozenset(UNCALLED) | {name for group, _ in OF for name in group.names}
"""Attributes whose reading depends on the object, beside private ones that a library uses too."""


def is_asked(name: str) -> bool:
    """Whether reading an attribute of this name depends on the object."""
    return name in ASKED or (name.startswith("_") and attributes.private_refusal(name) is not None)


def read_refusal(obj: object, name: str, *, called: bool = False) -> Refusal | None:
    """Why an attribute may not be read of this object although others of that name may, or None."""
    obj = behind(obj)
    cls = obj if isinstance(obj, type) else type(obj)
    if name.startswith("_"):
        return privacy.own_refusal(cls, name)
    for group, classes in OF:
        if name in group.names and issubclass(cls, classes):
            return group.refusal("attribute", name)
    if not called and name in UNCALLED and library_of(cls) in LEADING_OUT:
        return UNCALLED[name].refusal("attribute", name)
    return None


def write_refusal(obj: object, name: str) -> Refusal | None:
    """Why an attribute of this object may not be set or deleted, or None."""
    obj = behind(obj)
    kind = type(obj)
    if isinstance(obj, type):
        library, owner = library_of(obj), obj
    elif kind is FunctionType:
        library, owner = library_of_function(obj), kind  # type: ignore[arg-type]
    else:
        library, owner = library_of(kind), kind
        if library is not None and writing.is_open(kind, library, name):
            return None
    if library is None:
        return privacy.own_refusal(owner, name) if name.startswith("_") else None
    message = f"`{owner.__name__}` belongs to everybody in this Python, so a snippet does not change its `{name:.60}`."
    return Refusal("attribute", message, "Make a subclass or a variable of your own.")


def asked(obj: object, name: str, called: bool, /) -> object:
    """The object, where the attribute may be read. Raises AttributeError."""
    _raise(read_refusal(obj, name, called=called))
    return obj


def written(obj: object, name: str, /) -> object:
    """The object, where the attribute may be set or deleted. Raises AttributeError."""
    _raise(write_refusal(obj, name))
    return obj


def own_class(cls: type, /) -> type:
    """A class of the visitor's own, for `super(...)`. Raises TypeError for another."""
    if isinstance(cls, type) and library_of(cls) is not None:
        raise TypeError(f"`super` goes on from a class of your own, and {cls.__name__} is none.")
    return cls


def own(obj: Any, /) -> Any:
    """An object of the visitor's, one of their classes, or None: what a descriptor may be bound to.

    Raises TypeError for another.
    """
    cls = obj if isinstance(obj, type) else type(obj)
    if obj is not None and library_of(cls) is not None:
        raise TypeError(f"A descriptor reads from objects of your own here, and {cls.__name__} is not yours.")
    return obj


def settable(name: str, /) -> str:
    """A name that `__setattr__` hands on, as a true `str`. Raises AttributeError for one that is no object's own."""
    text = str.__str__(name)
    _raise(walk_refusal(text))
    return text


class _Shown:
    __slots__ = ("shown",)

    def __init__(self, value: Any) -> None:
        self.shown = value


def class_of(obj: object, /) -> _Shown:
    """`obj.__class__`, as `type(obj)` shows it."""
    return _Shown(shown_type(obj))


def origin_of(obj: Any, /) -> _Shown:
    """`obj.__origin__`, which may be a metaclass."""
    return _Shown(shown(obj.__origin__))


def init_of(obj: Any, /) -> _Shown:
    """`obj.__init__`, of objects of one's own; that of a class prepares these only, whatever it is given."""
    obj = behind(obj)
    real = obj.__init__
    if getattr(real, "__self__", None) is not None:
        if type(obj) is not super:
            _raise(write_refusal(obj, "__init__"))
        return _Shown(real)

    def __init__(self: object, /, *args: Any, **keywords: Any) -> None:  # noqa: N807
        _raise(write_refusal(self, "__init__"))
        real(self, *args, **keywords)

    return _Shown(__init__)


def shared_of(obj: Any, name: str, /) -> _Shown:
    """An attribute that may be a library's own table, as a snippet sees it. Raises AttributeError."""
    asked(obj, name, False)
    return _Shown(shared.view(obj, name, getattr(obj, name)))


def first(value: object, /, *_others: object) -> object:
    """The first argument, once all are computed."""
    return value


def _raise(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise AttributeError(str(refusal))


GUARDED: dict[str, Any] = {
    "__asked__": asked,
    "__written__": written,
    "__own__": own,
    "__own_class__": own_class,
    "__class_of__": class_of,
    "__origin_of__": origin_of,
    "__format_of__": format_of,
    "__init_of__": init_of,
    "__settable__": settable,
    "__shared_of__": shared_of,
    "__first__": first,
    "__object__": object,
}
