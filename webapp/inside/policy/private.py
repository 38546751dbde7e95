"""Private names that a library uses too, on objects of the visitor's own: `other._next` of a linked list."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

from webapp.inside.policy import attributes
from webapp.inside.policy.ownership import library_of

PLAIN_MODULES = frozenset({"builtins", "abc", "typing"})
PLAIN = frozenset((*type.mro(DeclarativeBase), *type.mro(MappedAsDataclass)))
"""Bases that keep nothing private in an object of one's own, or only what no snippet may name."""

_mro_of = type.__dict__["__mro__"].__get__
_vars_of = type.__dict__["__dict__"].__get__
_module_of = type.__dict__["__module__"].__get__


def is_never_own(name: str) -> bool:
    """Whether a private name stays closed whatever the object."""
    return name.startswith("_sa_") or name in attributes.NEVER_PRIVATE


def owned(obj: Any, name: str, /) -> Any:
    """The object, where it and its attribute `name` are the visitor's own. Raises AttributeError."""
    cls = obj if isinstance(obj, type) else type(obj)
    if is_never_own(name) or library_of(cls) is not None or not _is_own(cls, name):
        refusal = attributes.private_refusal(name)
        raise AttributeError(str(refusal) if refusal else f"`{name}` is private.")
    return obj


def _is_own(cls: type, name: str) -> bool:
    """Whether no library's class is among the ancestors but plain ones, and none of them defines the name first."""
    first = None
    for each in _mro_of(cls):
        library = library_of(each)
        if library is not None and each not in PLAIN and _module_of(each) not in PLAIN_MODULES:
            return False
        if first is None and name in _vars_of(each):
            first = library or "own"
    return first in (None, "own")
