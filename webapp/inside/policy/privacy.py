"""Private names on an object: whether a library keeps something of its own under one there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import CodeType

from webapp.inside.policy.attributes import is_never_own, private_refusal
from webapp.inside.policy.ownership import library_of
from webapp.inside.policy.refusal import Refusal

_mro_of = type.__dict__["__mro__"].__get__


def own_refusal(cls: type, name: str) -> Refusal | None:
    """Why a private name may not be used on objects of a class, or on the class itself; None where it is one's own."""
    return private_refusal(name) if is_never_own(name) or _is_the_librarys(cls, name) else None


def _is_the_librarys(cls: type, name: str) -> bool:
    """Whether the class is a library's, or an ancestor or the metaclass that is one uses the name, too."""
    if library_of(cls) is not None:
        return True
    above = (*_mro_of(cls), *_mro_of(type(cls)))
    return any(name in _names_of(base) for base in above if library_of(base) is not None)


@cache
def _names_of(cls: type) -> frozenset[str]:
    """The private names a library's class defines, and those its functions read and write."""
    used = set(vars(cls))
    for value in vars(cls).values():
        for function in (value, *(getattr(value, part, None) for part in ("fget", "fset", "__func__", "__wrapped__"))):
            used.update(_names_in(function))
    return frozenset(name for name in used if name.startswith("_"))


def _names_in(function: object) -> Iterator[str]:
    code = function if isinstance(function, CodeType) else getattr(function, "__code__", None)
    if isinstance(code, CodeType):
        yield from code.co_names
        for constant in code.co_consts:
            yield from _names_in(constant)
