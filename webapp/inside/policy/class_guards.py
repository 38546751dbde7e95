"""Classes made by a call, and classes that claim others as their own: `Enum("E", ...)`, `ABC.register`."""

from __future__ import annotations

import builtins
from abc import ABCMeta
from collections.abc import Callable
from enum import EnumMeta
from types import FunctionType
from typing import Any

from webapp.inside.policy import special
from webapp.inside.policy.bases import check_bases
from webapp.inside.policy.builtin_guards import plain
from webapp.inside.policy.names import BUILTINS
from webapp.inside.policy.objects import write_refusal
from webapp.inside.policy.ownership import library_of
from webapp.inside.policy.passing_on import behind

VALUES = frozenset(
    value
    for value in (getattr(builtins, name, None) for name in BUILTINS)
    if isinstance(value, type) and not issubclass(value, BaseException) and value not in (object, type, super)
)
"""Python's own types of values, which the tutorials register with abstract classes."""


def _member(given: Any) -> Any:
    """A member's name, or its name and value, with a true `str` as name. Raises ValueError."""
    pair = None if isinstance(given, str) else tuple(given)
    name = plain(given if pair is None else pair[0])
    if special.is_special(name):
        raise ValueError(f"`{name}` is not a name for a member here.")
    return name if pair is None else (name, *pair[1:])


def _members(given: Any) -> Any:
    if isinstance(given, str):
        given = plain(given).replace(",", " ").split()
    return [_member(each) for each in (given.items() if hasattr(given, "items") else given or ())]


def _create(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(cls: type, class_name: str, names: Any, *, type: Any = None, **keywords: Any) -> Any:  # noqa: A002
        check_bases(() if type is None else (type,))
        return real(cls, class_name, _members(names), type=type, **keywords)

    return checked


def _register(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(cls: ABCMeta, subclass: Any) -> Any:
        foreign = isinstance(subclass, type) and library_of(subclass) is not None and subclass not in VALUES
        if foreign and library_of(cls) is None:
            raise TypeError(f"{subclass.__name__} is not a class of your own, so it is not registered as one.")
        return real(cls, subclass)

    return checked


def check_own(cls: object) -> None:
    """Raises TypeError for a class or function of a library's, which nothing here may change."""
    cls = behind(cls)
    refusal = write_refusal(cls, "attributes") if isinstance(cls, type | FunctionType) else None
    if refusal is not None:
        raise TypeError(str(refusal))


def install() -> None:
    """Sets the guards in `abc` and `enum`. Doing it again changes nothing."""
    if ABCMeta.register.__module__ != __name__:
        setattr(ABCMeta, "register", _register(ABCMeta.register))  # noqa: B010 - mypy: another signature
    create = vars(EnumMeta)["_create_"]
    if create.__module__ != __name__:
        setattr(EnumMeta, "_create_", _create(create))  # noqa: B010
