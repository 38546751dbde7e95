"""Objects read without running anything of theirs: no `__getattr__`, property, descriptor, `__dir__` or `__eq__`.

What is asked is the memory that Python itself keeps: a class's ancestors and dictionary by `type`'s own descriptors, an
object's dictionary by the one that its class was given. Keys that are not exactly `str` are skipped, because to compare
them would call them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FunctionType, GetSetDescriptorType
from typing import Any

from webapp.inside.policy import ownership

_mro_of = type.__dict__["__mro__"].__get__
_dict_of = type.__dict__["__dict__"].__get__
_name_of = type.__dict__["__qualname__"].__get__
MOST_NAMES = 5_000
"""Names of one object that are looked at."""


def ancestors(cls: type) -> tuple[type, ...]:
    """The class and what it inherits from, in order."""
    found: tuple[type, ...] = _mro_of(cls)
    return found


def is_kind(cls: type, base: type) -> bool:
    """`issubclass`, without asking anybody's metaclass."""
    return any(each is base for each in _mro_of(cls))


def is_class(value: object) -> bool:
    """Whether a value is a class, whatever it says of itself."""
    return is_kind(type(value), type)


def is_one_of(cls: type, classes: tuple[type, ...]) -> bool:
    """Whether a class is one of these. Not `in`, which would ask a metaclass whether it is the same."""
    return any(cls is each for each in classes)


def own_names(cls: type) -> dict[str, Any]:
    """What the class's own body and later assignments put into it."""
    return plain(_dict_of(cls))


def plain(found: Any) -> dict[str, Any]:
    """The entries of a true dictionary, or a class's view of one, whose keys are true strings."""
    kept: dict[str, Any] = {}
    for count, (key, value) in enumerate(found.items()):
        if count >= MOST_NAMES:
            break
        if type(key) is str:
            kept[key] = value
    return kept


def raw(cls: type, name: str) -> tuple[type, Any] | None:
    """The ancestor that defines a name, and what it stores there; None where none does. `name` is a true string."""
    for each in _mro_of(cls):
        for key, value in _dict_of(each).items():
            if type(key) is str and key == name:
                return each, value
    return None


def memory(value: object) -> dict[str, Any]:
    """An object's own dictionary, as far as it has one that its class did not replace."""
    found = raw(type(value), "__dict__")
    if found is None or type(found[1]) is not GetSetDescriptorType:
        return {}
    try:
        kept = GetSetDescriptorType.__get__(found[1], value, type(value))
    except (TypeError, AttributeError):
        return {}
    return plain(kept) if type(kept) is dict else {}


def is_told(cls: type) -> bool:
    """Whether a class says by true strings what it is called and where it comes from."""
    module = own_names(cls).get("__module__", "")
    return is_one_of(type(module), (str, GetSetDescriptorType)) and type(_name_of(cls)) is str


def library_of(cls: type) -> str | None:
    """The top package a class comes from, where that is a library's; None for one's own."""
    return ownership.library_of(cls) if is_told(cls) else None


def is_librarys(function: FunctionType) -> bool:
    """Whether a function is a library's, by the module whose globals it has."""
    # A module's name is the first of its names. Not `get`, which would compare keys that may be the visitor's own.
    name = next((value for key, value in function.__globals__.items() if type(key) is str and key == "__name__"), None)
    return type(name) is str and name.partition(".")[0] in ownership.LIBRARIES and _stands(function, name)


def _stands(function: FunctionType, module: str) -> bool:
    found = sys.modules.get(module)
    return found is not None and function.__globals__ is vars(found)


def all_names(cls: type) -> Iterator[tuple[str, type, Any]]:
    """Each name that a class or an ancestor defines, once: the name, the ancestor, what is stored."""
    seen: set[str] = set()
    for each in _mro_of(cls):
        for name, value in own_names(each).items():
            if name not in seen:
                seen.add(name)
                yield name, each, value
