"""Dataclasses: they put the names of fields into the text of functions, and read attributes by them."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable
from types import MemberDescriptorType
from typing import Any

from webapp.inside.policy import attributes, special
from webapp.inside.policy.builtin_guards import close_positions
from webapp.inside.policy.class_guards import check_own
from webapp.inside.policy.copying import is_closed

LISTED = "__dataclass_fields__"


def _check_name(name: object) -> None:
    if type(name) is not str or not name.isidentifier():
        raise TypeError(f"{name!r:.60} is not a name for a field.")
    if special.is_special(name) or name in attributes.NEVER_PRIVATE or name in attributes.NAMES_REFUSED:
        raise TypeError(f"`{name}` is not a name for a field here.")


def _annotated(cls: type) -> Iterable[object]:
    newer = sys.modules.get("annotationlib")  # since Python 3.14 annotations are computed when asked for
    if newer is not None:
        found: Iterable[object] = newer.get_annotations(cls, format=newer.Format.FORWARDREF)
        return found
    return vars(cls).get("__annotations__") or ()


class Fields:
    """`__dataclass_fields__` of a class: a new dictionary each time, so changing it changes no class."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._copy: Callable[[], dict[str, Any]] = dict(fields).copy

    def __get__(self, _obj: object, _owner: object = None) -> dict[str, Any]:
        return self._copy()


def _process_class(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(cls: type, *args: Any, **keywords: Any) -> Any:
        check_own(cls)
        inherits = any(is_closed(base) for base in cls.__mro__[1:])
        for name in _annotated(cls):
            _check_name(name)
            if inherits and attributes.reach_refusal(str(name)) is not None:
                raise TypeError(f"`{name}` is not a name for a field of {cls.__name__}: what it inherits from has it.")
        for base in cls.__mro__[1:]:
            for key, field in (getattr(base, LISTED, None) or {}).items():
                if type(field) is not dataclasses.Field:
                    raise TypeError(f"{key!r:.60} of {base.__name__} is not a field.")
                _check_name(key)
                _check_name(field.name)
        made = real(cls, *args, **keywords)
        type.__setattr__(made, LISTED, Fields(vars(made)[LISTED]))
        close_positions(made)
        return made

    return checked


def _fixed(slot: MemberDescriptorType) -> property:
    """An attribute of `Field` that `dataclasses` alone may set."""

    def set_(field: object, value: object) -> None:
        if sys._getframe(1).f_globals is not vars(dataclasses):
            raise AttributeError(f"`{slot.__name__}` of a field is fixed; write it in the class body.")
        slot.__set__(field, value)

    return property(slot.__get__, set_, doc=f"`{slot.__name__}` of a field, fixed once its class is made.")


def install() -> None:
    """Sets the guards in `dataclasses`. Doing it again changes nothing."""
    real = vars(dataclasses)["_process_class"]
    if real.__module__ != dataclasses.__name__:
        return
    vars(dataclasses)["_process_class"] = _process_class(real)
    for name in dataclasses.Field.__slots__:
        setattr(dataclasses.Field, name, _fixed(vars(dataclasses.Field)[name]))
