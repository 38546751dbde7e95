"""What it means that one of SQLAlchemy's functions is running: the table that the walk over frames looks into.

It is tied to the version: private functions tell more than public ones, and may move. What is not there is left out,
so that everything else still works, and named in MISSING.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from sqlalchemy import Index, MetaData, Table
from sqlalchemy.engine import (
    Connection,
    Engine,
    Inspector,
    MappingResult,
    NestedTransaction,
    Result,
    RootTransaction,
    ScalarResult,
    Transaction,
)
from sqlalchemy.engine.result import FilterResult
from sqlalchemy.orm import Query, Session, SessionTransaction, scoped_session

from webapp.inside.recorder.statements import walk
from webapp.inside.recorder.statements.walk import Reader

Row = tuple[str, str, str, Reader | None, str]
"""A function, its kind of cause, its name where a visitor calls it, what reads its locals, and which."""

DECIDING: tuple[Row, ...] = (
    ("orm.session:Session._flush", "flush", "", walk.flushing, "self flush_context"),
    ("orm.session:Session._autoflush", "autoflush", "", None, ""),
    ("orm.dynamic:_AppenderMixin.session", "autoflush", "", None, ""),
    ("orm.session:SessionTransaction._prepare_impl", "commit", "", None, ""),
    ("orm.session:SessionTransaction._take_snapshot", "savepoint", "", None, ""),
    ("orm.session:Session._get_impl", "get", "", walk.getting, "mapper"),
    ("orm.session:Session._merge", "merge", "", walk.merging, "state"),
    ("orm.session:Session._delete_impl", "cascade", "", None, ""),
    ("orm.session:Session._execute_internal", "written", "", walk.executing, "self"),
    ("orm.mapper:Mapper.cascade_iterator", "", "", walk.cascading, "type_"),
    ("orm.dependency:_OneToManyDP.presort_deletes", "cascade", "", None, ""),
    ("orm.dependency:_ManyToOneDP.presort_deletes", "cascade", "", None, ""),
    ("orm.dependency:_ManyToManyDP.presort_deletes", "cascade", "", None, ""),
    ("orm.strategies:_LazyLoader._emit_lazyload", "lazy load", "", walk.lazy_loading, "self state"),
    ("orm.strategies:_DeferredColumnLoader._load_for_state", "deferred", "", walk.undeferring, "self state"),
    ("orm.state:InstanceState._load_expired", "expired", "", walk.expiring, "self"),
    ("orm.attributes:_AttributeImpl._fire_loader_callables", "", "", walk.reading, "state key"),
    ("orm.strategies:_SelectInLoader._load_for_path", "eager load", "", walk.eager("selectin"), "self"),
    ("orm.strategies:_ImmediateLoader._load_for_path", "eager load", "", walk.eager("immediate"), "self"),
    ("orm.strategies:_SubqueryLoader._SubqCollections._load", "eager load", "", walk.subquery, "self"),
    ("orm.loading:_load_subclass_via_in/do_load", "eager load", "", walk.subclass, "mapper"),
    ("orm.loading:_PostLoad.invoke", "eager load", "", None, ""),
    ("orm.bulk_persistence:_BulkUDCompileState._do_pre_synchronize_fetch", "synchronize", "", None, ""),
    ("engine.base:Connection._run_ddl_visitor", "schema", "", None, ""),
    ("engine.reflection:cache", "schema", "", None, ""),
    ("engine.base:Connection._savepoint_impl", "savepoint", "", None, ""),
    ("pool.base:_finalize_fairy", "close", "", None, ""),
)
"""What no visitor calls, and what kind of cause it makes."""

CALLED: tuple[Row, ...] = (
    ("orm.attributes:InstrumentedAttribute.__get__", "", "", None, ""),
    ("orm.attributes:InstrumentedAttribute.__set__", "", "", None, ""),
    ("orm.attributes:InstrumentedAttribute.__delete__", "", "", None, ""),
    ("orm.state:AttributeState.value", "", "AttributeState.value", None, ""),
    ("orm.state:AttributeState.history", "", "AttributeState.history", None, ""),
    ("orm.state:AttributeState.load_history", "", "AttributeState.load_history", None, ""),
    ("orm.session:Session.refresh", "refresh", "Session.refresh", walk.refreshing, "self state"),
    ("orm.session:Session.__exit__", "close", "Session.__exit__", walk.own_session, "self"),
    ("orm.session:Session._maker_context_manager", "", "sessionmaker.begin", None, ""),
    ("orm.session:ORMExecuteState.invoke_statement", "", "ORMExecuteState.invoke_statement", walk.passing_on, ""),
    ("orm.query:Query.__iter__", "written", "Query.__iter__", None, ""),
    ("orm.query:Query.__getitem__", "written", "Query.__getitem__", None, ""),
    ("orm.dynamic:_AppenderMixin.count", "written", "Query.count", None, ""),
    ("engine.base:Connection.__exit__", "close", "Connection.__exit__", None, ""),
    ("engine.util:TransactionalContext.__exit__", "close", "", walk.named_by_class, "self"),
    ("orm.loading:instances/chunks", "", "Result.__iter__", None, ""),
    ("sql.schema:Table._autoload", "schema", "Table", None, ""),
)
"""What a visitor causes to be called. To read an attribute is to call nothing by name."""

KINDS = {
    **dict.fromkeys(("Session.get", "Session.get_one", "Query.get"), "get"),
    **dict.fromkeys(("Session.close", "Session.reset", "Session.invalidate"), "close"),
    **dict.fromkeys(("Connection.close", "Engine.dispose", "Transaction.close", "SessionTransaction.close"), "close"),
}
"""Public methods whose statements and marks are not just what the visitor wrote."""
SCHEMA = (MetaData, Table, Index, Inspector)
PUBLIC: tuple[tuple[type, Reader | None], ...] = (
    (Session, walk.own_session),
    (SessionTransaction, walk.session_of_self),
    (scoped_session, None),
    (Query, None),
    (Connection, None),
    (Engine, None),
    (Transaction, walk.named_by_class),
    (RootTransaction, walk.named_by_class),
    (NestedTransaction, walk.named_by_class),
    (Result, None),
    (FilterResult, None),
    (ScalarResult, None),
    (MappingResult, None),
    *((cls, None) for cls in SCHEMA),
)
"""Classes whose public methods a visitor calls."""


class Function(NamedTuple):
    """`by` is empty for what no visitor calls; `read` takes the locals named in `needs`."""

    code: CodeType
    kind: str
    by: str
    read: Reader | None
    needs: tuple[str, ...]


def code_of(path: str) -> CodeType:
    """The code of the function at `module:name`, or of the one within it at `module:name/inner`.

    Raises AttributeError, ImportError or LookupError where there is none.
    """
    module, _, name = path.partition(":")
    name, _, inner = name.partition("/")
    code = _code(attrgetter(name)(importlib.import_module(f"sqlalchemy.{module}")))
    found = code if not inner else next((each for each in _within(code) if each.co_name == inner), None)
    if found is None:
        raise LookupError(f"{path} is no function")
    return found


def _code(value: Any) -> CodeType | None:
    function = getattr(value, "__func__", value)  # of a class method
    function = function.fget if isinstance(function, property) else function
    function = inspect.unwrap(function) if callable(function) else None
    return function.__code__ if isinstance(function, FunctionType) else None


def _within(code: CodeType | None) -> list[CodeType]:
    return [each for each in code.co_consts if isinstance(each, CodeType)] if code is not None else []


def _public() -> Iterator[Function]:
    for cls, read in PUBLIC:
        for name, value in vars(cls).items():
            code = None if name.startswith("_") or isinstance(value, property) else _code(value)
            if code is not None:
                by = f"{cls.__name__}.{name}"
                kind = "schema" if cls in SCHEMA else KINDS.get(by, "written")
                yield Function(code, kind, by, read, ("self",) if read else ())


def _private() -> Iterator[Function]:
    for path, kind, by, read, needs in (*DECIDING, *CALLED):
        try:
            yield Function(code_of(path), kind, by, read, tuple(needs.split()))
        except (AttributeError, ImportError, LookupError):
            MISSING.append(path)


MISSING: list[str] = []
KNOWN: dict[int, Function] = {}
"""By the identity of their code."""


def look_up() -> None:
    """Fills KNOWN: once more where functions were given another code."""
    MISSING.clear()
    KNOWN.clear()
    KNOWN.update({id(each.code): each for each in (*_public(), *_private())})


look_up()
