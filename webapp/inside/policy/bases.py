"""Bases of a class: which of a library's classes are open for inheritance, asked of the classes themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from types import FunctionType, GenericAlias, SimpleNamespace, resolve_bases
from typing import Any

from webapp.inside.policy.catalogue import MODULES
from webapp.inside.policy.metaclasses import DRIVER, StandIn
from webapp.inside.policy.ownership import LEADING_OUT, library_of
from webapp.inside.policy.refusal import group

CLOSED = group(
    "type Connection Engine Dialect Pool StaticPool NullPool QueuePool SingletonThreadPool AssertionPool Inspector Row "
    "Result CursorResult ScalarResult MappingResult TupleResult FrozenResult Transaction SessionTransaction "
    "UOWTransaction PoolProxiedConnection ExecutionContext ExceptionContext ORMExecuteState QueryContext Compiled "
    "FromClause TableClause Table Select Join Alias Subquery CTE Values Lateral ClassManager "
    "InstanceState Mapper ABCMeta EnumMeta EnumType DeclarativeMeta",
    "is not a class to inherit from here: SQLAlchemy makes such objects itself, and reads from them without asking.",
    "Use it as it is. Open for inheritance are, for instance, `DeclarativeBase`, `Session`, `TypeDecorator`, `Enum`.",
)
"""Their heirs are closed, too."""

_mro_of = type.__dict__["__mro__"].__get__


def check_bases(bases: tuple[Any, ...]) -> None:
    """Raises TypeError where one is not open for inheritance, or stands for such a class, as `type[int]` does."""
    for base in bases:
        made = type(base) is FunctionType and base.__module__ == "typing"  # `NamedTuple`, `TypedDict`
        if not (isinstance(base, type) or type(base) is GenericAlias or library_of(type(base)) == "typing" or made):
            raise TypeError(f"{type(base).__name__} objects are not classes to inherit from here.")
    resolved = resolve_bases(bases)
    inherited = {each for base in resolved if isinstance(base, type) for each in _mro_of(base)}
    if SimpleNamespace in inherited and any(library_of(each) in LEADING_OUT for each in inherited):
        raise TypeError("SimpleNamespace sets whatever it is given, so it is not inherited from beside such a class.")
    for base in resolved:
        if isinstance(base, StandIn) or (isinstance(base, type) and not _is_open(base)):
            raise TypeError(f"{base.__name__} is not a class to inherit from here.")


def _is_open(base: type) -> bool:
    """Whether what a class inherits from a library is of classes that a snippet can import, and none is closed."""
    inherited = [each for each in _mro_of(base) if library_of(each) in LEADING_OUT]
    if issubclass(base, (type, *DRIVER)) or any(each.__name__ in CLOSED.names for each in inherited):
        return False
    above = {each for cls in inherited if cls in _importable() for each in _mro_of(cls)}
    return above.issuperset(inherited)


@cache
def _importable() -> frozenset[type]:
    return frozenset(_classes())


def _classes() -> Iterator[type]:
    for name, listed in MODULES.items():
        module = sys.modules.get(name)
        for member in listed.names:
            found = getattr(module, member, None)
            if isinstance(found, type):
                yield found
                yield from _nested(found)


def _nested(cls: type) -> Iterator[type]:
    """Classes whose statement is in a class's own, such as `TypeDecorator.Comparator`, to be inherited from."""
    for each in _mro_of(cls):
        for name, value in vars(each).items():
            if isinstance(value, type) and name[0] != "_" and value.__qualname__ == f"{each.__qualname__}.{name}":
                yield value
