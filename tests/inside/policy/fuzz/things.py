"""Objects that no program may hold, and where to look for them."""

from __future__ import annotations

import builtins
import functools
import logging
import operator
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from importlib.machinery import ModuleSpec
from types import CodeType, FrameType, FunctionType, MethodType, MethodWrapperType, ModuleType, WrapperDescriptorType
from typing import Any

from sqlalchemy.orm.instrumentation import ClassManager

from tests.inside.policy.fuzz.events import is_own
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.policy import special
from webapp.inside.policy.metaclasses import DRIVER, StandIn
from webapp.inside.policy.ownership import library_of

DEEPEST = 4
MOST = 3_000
"""Values looked at after one program."""

INNER = (ModuleType, FrameType, CodeType, ModuleSpec, logging.Logger, logging.Manager, ClassManager)
FUNCTIONS = (
    *(getattr(builtins, name) for name in "eval exec compile open __import__ input breakpoint vars globals".split()),
    *(getattr(builtins, name) for name in "locals getattr setattr delattr super __build_class__".split()),
    operator.attrgetter,
    operator.methodcaller,
    functools.update_wrapper,
)
SEQUENCES = (list, tuple, set, frozenset, deque)
CLOSED_METHODS = frozenset(special.NAMES_REFUSED)
_class_dictionary: Callable[[type], Mapping[str, object]] = type.__dict__["__dict__"].__get__
_ancestors = type.__dict__["__mro__"].__get__


class Things:
    """Tells forbidden objects; made once everything is loaded."""

    def __init__(self, names: dict[str, Any]) -> None:
        """`names` is the program's own namespace, which it may well have."""
        modules = [module for module in list(sys.modules.values()) if isinstance(module, ModuleType)]
        self._dictionaries = {id(vars(module)) for module in modules if vars(module) is not names}
        self._functions = {id(each): repr(each) for each in FUNCTIONS}
        self._names = names

    def forbidden(self, value: object) -> str | None:
        """What is wrong with holding this object, or None."""
        kind = type(value)
        if issubclass(kind, INNER):
            return f"{kind.__name__} {value!r:.80}"
        if id(value) in self._dictionaries:
            return "the names of a module"
        if value is self._names.get("__builtins__"):
            return "the visitor's builtins"
        if id(value) in self._functions:
            return self._functions[id(value)]
        if issubclass(kind, sqlite3.Connection) and kind is not GuardedConnection:
            return "a connection without guards"
        if issubclass(kind, type):
            return self._forbidden_class(value)
        if kind in (WrapperDescriptorType, MethodWrapperType) and value.__name__ in CLOSED_METHODS:  # type: ignore[attr-defined]
            return f"the method {value!r:.80}"
        return None

    def _forbidden_class(self, value: Any) -> str | None:
        if type(value) is StandIn:
            return None
        if any(each in _ancestors(value) for each in (type, super, CodeType, *DRIVER)):
            return f"the class {value!r:.80}"
        return None

    def within(self, values: dict[str, Any]) -> Iterator[tuple[str, object]]:
        """Names' values and what their containers, own objects and own functions hold, each with its path."""
        waiting = deque((name, value, 0) for name, value in values.items())
        seen: set[int] = set()
        while waiting and len(seen) < MOST:
            path, value, depth = waiting.popleft()
            if id(value) in seen:
                continue
            seen.add(id(value))
            yield path, value
            if depth < DEEPEST:
                waiting.extend((f"{path}{step}", part, depth + 1) for step, part in _parts(value))


def _parts(value: Any) -> Iterator[tuple[str, object]]:
    kind = type(value)
    if issubclass(kind, dict):
        yield from ((f"[{key!r:.30}]", dict.__getitem__(value, key)) for key in list(dict.keys(value))[:200])
    elif issubclass(kind, SEQUENCES):
        original = next(each for each in SEQUENCES if issubclass(kind, each))
        yield from ((f"[{position}]", part) for position, part in enumerate(list(original.__iter__(value))[:200]))
    elif kind is FunctionType:
        yield from _parts_of_function(value)
    elif kind is MethodType:
        yield ".self", value.__self__
    elif isinstance(value, type) and library_of(value) is None:
        yield from _named(_class_dictionary(value))
    elif library_of(kind) is None:
        yield from _named(_own_dictionary(value))


def _named(found: Mapping[Any, object]) -> Iterator[tuple[str, object]]:
    """All but what SQLAlchemy keeps there for itself."""
    for name, part in found.items():
        if isinstance(name, str) and not name.startswith("_sa_") and name != "__dict__":
            yield f".{name}", part


def _parts_of_function(function: FunctionType) -> Iterator[tuple[str, object]]:
    if is_own(function.__code__):
        for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
            yield f".{name}", _contents(cell)
        defaults = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        yield from ((f".{position}", each) for position, each in enumerate(defaults))


def _contents(cell: Any) -> object:
    try:
        return cell.cell_contents
    except ValueError:
        return None


_dictionary: Callable[[object, str], Any] = object.__getattribute__


def _own_dictionary(value: object) -> dict[str, Any]:
    try:
        found = _dictionary(value, "__dict__")
    except AttributeError:
        return {}
    return found if isinstance(found, dict) else {}
