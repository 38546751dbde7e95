"""What an attribute of a value is, what calling it gives, and what comes out of going through it."""

from __future__ import annotations

import functools
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from sqlalchemy import Result, Row, Table, inspect
from sqlalchemy.orm import (
    InstanceState,
    InstrumentedAttribute,
    Mapper,
    Session,
    aliased,
    scoped_session,
    sessionmaker,
)
from sqlalchemy.sql.functions import _FunctionGenerator

from webapp.inside.completion import mapped, open_names
from webapp.inside.completion.annotations import Context, meaning, returned
from webapp.inside.completion.known import ABSENT, Known, known
from webapp.inside.completion.originals import original
from webapp.inside.completion.reading import (
    ancestors,
    is_class,
    is_kind,
    is_librarys,
    is_one_of,
    library_of,
    memory,
    own_names,
    plain,
    raw,
)
from webapp.inside.policy.facade import Facade

FOUND_BY_CLASS = frozenset({"Session.get", "Session.get_one", "Session.merge", "scoped_session.get"})
SCALAR = frozenset("scalar scalar_one scalar_one_or_none".split())
HOLDERS = (list, tuple, set, frozenset, dict)
_CALLED_ON_ITEMS = frozenset("sorted list tuple set reversed".split())
_FIRST_OF = frozenset("next iter min max".split())


class Values:
    """Follows values from one to the next. `names` are those that a relationship may name its class by."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def attribute(self, base: Known, name: str) -> Known | None:
        """An attribute that a snippet may read of it."""
        if not open_names.may_read(base, name):
            return None
        if type(base.value) is Facade or type(base.value) is ModuleType:
            kept = memory(base.value)
            return known(kept[name]) if name in kept else None
        if base.is_class:
            found = raw(base.value, name) or raw(base.cls, name)
            return self._of_class(base, found[1]) if found is not None else None
        return self._of_instance(base, name)

    def _of_class(self, base: Known, stored: Any) -> Known | None:
        if type(stored) is classmethod:
            return Known(FunctionType, stored.__func__, bound=base) if type(stored.__func__) is FunctionType else None
        if type(stored) is staticmethod:
            return known(stored.__func__)
        if type(stored) is property:
            return None
        return known(stored)

    def _of_instance(self, base: Known, name: str) -> Known | None:
        found = raw(base.cls, name)
        kept = memory(base.value) if base.value is not ABSENT else {}
        if base.cls is Table and name in ("c", "columns") and "_columns" in kept:
            return known(kept["_columns"])
        if (found is None or is_one_of(type(found[1]), (InstrumentedAttribute, FunctionType))) and name in kept:
            return known(kept[name]) if kept[name] is not None else None
        if found is None:
            return self._of_library(base, name)
        stored = found[1]
        if type(stored) is FunctionType:
            return Known(FunctionType, stored, bound=base)
        if type(stored) is InstrumentedAttribute:
            return mapped.value_of(base.cls, stored, self.names)
        getter = self._getter(stored)
        if getter is not None:
            if name in kept:
                return known(kept[name])
            return meaning(returned(getter), plain(getter.__globals__), base, base.of)
        if library_of(type(stored)) is None and raw(type(stored), "__get__") is not None:
            return None  # only its own code knows what it gives
        return self._of_class(Known(type, base.cls), stored)

    def _of_library(self, base: Known, name: str) -> Known | None:
        """What a library's class only announces in its annotations, such as `Session.identity_map`."""
        if base.cls is _FunctionGenerator:
            return self._function_of_sql(name)
        for each in ancestors(base.cls):
            notes = own_names(each).get("__annotations__")
            kept = plain(notes) if library_of(each) is not None and type(notes) is dict else {}
            if name in kept:
                return meaning(kept[name], {}, base, base.of)
        return None

    def _function_of_sql(self, name: str) -> Known | None:
        found = open_names.sql_functions().get(name)
        return known(found) if found is not None else None

    @staticmethod
    def _getter(stored: Any) -> FunctionType | None:
        if type(stored) is property:
            getter = stored.fget
        elif type(stored) is functools.cached_property:
            getter = stored.func
        elif library_of(type(stored)) == "sqlalchemy":
            getter = memory(stored).get("fget")
        else:
            return None
        return getter if type(getter) is FunctionType else None

    def call(self, called: Known, first: Known | None) -> Known | None:
        """What calling it gives, `first` being the first argument."""
        if called.is_class:
            return Known(called.value, of=self.element(first) if first and is_one_of(called.value, HOLDERS) else None)
        if type(called.value) is BuiltinFunctionType or (called.value is not ABSENT and called.value is max):
            return self._builtin(called.value.__name__, first)
        if type(called.value) is FunctionType:
            return self._returned(called.value, called.bound, first)
        if is_kind(called.cls, sessionmaker) or is_kind(called.cls, scoped_session):
            made = memory(called.value).get("class_") if called.value is not ABSENT else None
            return Known(made) if made is not None and is_class(made) else Known(Session)
        found = raw(called.cls, "__call__")
        if found is not None and type(found[1]) is FunctionType:
            return self._returned(found[1], called, first)
        return None

    def _builtin(self, name: str, first: Known | None) -> Known | None:
        if name in _CALLED_ON_ITEMS:
            return Known(list, of=self.element(first) if first else None)
        if name in _FIRST_OF and first is not None:
            return self.element(first) if name != "iter" else first
        return {"len": Known(int), "repr": Known(str), "sum": Known(int), "id": Known(int)}.get(name)

    def _returned(self, function: FunctionType, receiver: Known | None, first: Known | None) -> Known | None:
        real = original(function)
        if real is inspect:
            return self._inspected(first)
        if real is aliased:
            return first
        if type(real) is not FunctionType:
            return Known(real) if is_class(real) else None
        of = self._entity(real, receiver, first)
        name = real.__qualname__ if is_librarys(real) else ""
        if name in FOUND_BY_CLASS:
            return first.instance() if first is not None and first.is_class else first
        if name.rpartition(".")[2] in SCALAR:
            return of
        if receiver is not None and is_kind(receiver.cls, sessionmaker):
            made = self.call(receiver, None)
            return Known(Context, of=made) if name.endswith(".begin") else made
        return meaning(returned(real), plain(real.__globals__), receiver, of)

    @staticmethod
    def _entity(function: FunctionType, receiver: Known | None, first: Known | None) -> Known | None:
        """What the type variables of a function most likely mean: an entity that was asked for."""
        if not is_librarys(function):
            return None
        if receiver is not None and receiver.of is not None:
            return receiver.of
        if first is None:
            return None
        return first.of or (first.instance() if first.is_class or first.written else None)

    @staticmethod
    def _inspected(first: Known | None) -> Known | None:
        if first is None:
            return None
        if first.is_class:
            mapper = raw(first.value, "__mapper__")
            return known(mapper[1]) if mapper is not None and type(mapper[1]) is Mapper else None
        return Known(InstanceState) if mapped.is_mapped(first.cls) else None

    def element(self, found: Known) -> Known | None:
        """What comes out of going through it."""
        if is_kind(found.cls, Result):
            return Known(Row, of=found.of)
        if found.value is not ABSENT:
            for kind in (list, tuple):
                if is_kind(found.cls, kind) and kind.__len__(found.value):
                    return known(kind.__getitem__(found.value, 0))
            if is_one_of(type(found.value), (set, frozenset, dict)) and len(found.value):
                return known(next(iter(found.value)))
        return found.of

    def entered(self, found: Known) -> Known | None:
        if found.cls is Context or (found.of is not None and is_kind(found.cls, list)):
            return found.of
        stored = raw(found.cls, "__enter__")
        if stored is None or type(stored[1]) is not FunctionType:
            return None
        return self._returned(stored[1], found, None) or found
