"""What the zygote sets once, inside SQLAlchemy: texts it evaluates or follows are checked there as well.

The review sees a snippet's literals; here everything arrives, however it was put together.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import operator
import re
import sys
import typing
from collections.abc import Callable
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import sqlalchemy
from sqlalchemy import dialects, exc
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.ext import associationproxy, hybrid, orderinglist
from sqlalchemy.orm import (
    attributes,
    bulk_persistence,
    clsregistry,
    decl_base,
    descriptor_props,
    foreign,
    query,
    remote,
)
from sqlalchemy.sql import base, dml, elements, lambdas, selectable, type_api
from sqlalchemy.util import immutabledict, langhelpers
from sqlalchemy.util import typing as sqlalchemy_typing

from webapp.inside.policy import (
    annotation_guards,
    class_guards,
    construct_guards,
    copying,
    dataclass_guards,
    descriptor_guards,
    mapping_guards,
    shared,
)
from webapp.inside.policy.builtin_guards import plain
from webapp.inside.policy.catalogue import MODULES
from webapp.inside.policy.engines import connect_argument_refusal
from webapp.inside.policy.objects import read_refusal, write_refusal
from webapp.inside.policy.passing_on import handed_on, read_by_name
from webapp.inside.policy.special import is_special
from webapp.inside.policy.texts import Kind, evaluated_refusal, sink_refusal
from webapp.inside.policy.wrappers import refuse, replaced

GUARDED: tuple[Any, ...] = (
    annotation_guards,
    class_guards,
    construct_guards,
    copying,
    dataclass_guards,
    descriptor_guards,
    mapping_guards,
)
"""Modules with guards of one subject."""
READING_BY_NAME = (
    "engine.reflection engine.url ext.automap ext.mutable orm.base orm.bulk_persistence orm.collections orm.context "
    "orm.evaluator orm.events orm.interfaces orm.mapper orm.properties orm.query orm.relationships orm.strategies "
    "orm.strategy_options pool.base sql.base sql.coercions sql.compiler sql.lambdas sql.naming sql.schema "
    "sql.sqltypes sql.traversals sql.visitors"
).split()
"""Modules of SQLAlchemy's with functions that read attributes by names they are given, or find on an object."""
DIALECTS = frozenset("sqlite sqlite.pysqlite postgresql mysql mariadb oracle mssql".split())


def _evaluate(kind: Kind) -> Callable[..., Any]:
    def checked(expression: Any, names: Any = None, own: Any = None) -> Any:
        text = plain(expression)
        refuse(evaluated_refusal(text, kind))
        if kind == "annotation":
            annotation_guards.check_names(names)
        else:
            names = {"__builtins__": {}}  # SQLAlchemy passes its own module's, with every builtin
        return builtins.eval(text, names, own)  # noqa: S307 - reviewed a line above

    return checked


def _compile(source: Any, *args: Any, **keywords: Any) -> Any:
    """`compile` for `typing.ForwardRef`, which `functools.singledispatch` evaluates."""
    if isinstance(source, str):
        source = plain(source)
        refuse(evaluated_refusal(source, "annotation"))
    return builtins.compile(source, *args, **keywords)


def _getattr(obj: object, name: str, *default: object) -> object:
    refuse(sink_refusal(plain(name)) or read_refusal(obj, plain(name)))
    return shared.view(obj, plain(name), getattr(obj, plain(name), *default))


def _setattr(obj: object, name: str, value: object) -> None:
    refuse(sink_refusal(plain(name)) or write_refusal(obj, plain(name)))
    setattr(obj, plain(name), value)


def _set_on_instance(obj: object, name: str, value: object) -> None:
    """`setattr` for declarative classes: they set special names on classes, but a constructor's keywords may not."""
    name = plain(name)
    if not isinstance(obj, type) and (is_special(name) or name.startswith("_sa_")):
        raise TypeError(f"{name!r} is an invalid keyword argument for {type(obj).__name__}")
    setattr(obj, name, value)


def _attrgetter(*paths: str) -> Callable[[Any], Any]:
    """A function, because `type(...)` of the real one would make others, unchecked."""
    checked = [plain(path) for path in paths]
    for path in checked:
        for name in path.split("."):
            refuse(sink_refusal(name))

    def get(obj: Any, /) -> Any:
        found = [functools.reduce(_getattr, path.split("."), obj) for path in checked]
        return found[0] if len(found) == 1 else tuple(found)

    return get


def _read_in_lambda(name: str) -> Callable[[Any], Any]:
    """`attrgetter` for lambdas of criteria: what they read stands behind a wrapper, of which nothing was asked."""

    def get(obj: Any, /) -> Any:
        refuse(read_refusal(obj, name, called=True))
        return shared.view(obj, name, getattr(obj, name))

    return get


def _keyed(real: Callable[..., Any]) -> Callable[..., Any]:
    """A function of `filter_by`: an entity, then the name of a keyword."""

    def checked(entity: Any, key: str, *args: Any, **keywords: Any) -> Any:
        refusal = sink_refusal(plain(key))
        if refusal is not None:
            raise exc.InvalidRequestError(str(refusal))
        return real(entity, plain(key), *args, **keywords)

    return checked


def _connect(dialect: DefaultDialect, *args: Any, **keywords: Any) -> Any:
    """The one way by which an engine opens a database: in memory, whatever an event or a URL has asked for."""
    database = keywords.get("database", args[0] if args else ":memory:")
    if type(database) is not str or database != ":memory:" or len(args) > 1:
        raise exc.ArgumentError(f"An engine opens `:memory:` here, and nothing else: {database!r:.60}")
    for name in set(keywords) - {"database"}:
        refuse(connect_argument_refusal(name))
    return dialect.loaded_dbapi.connect(*args, **keywords)


def _load(real: Callable[[str], Any]) -> Callable[[str], Any]:
    """For SQLAlchemy's dialects, which it also loads by the first part of a keyword: `mysql_engine`."""

    def checked(name: str) -> Any:
        known = plain(name) in DIALECTS and f"sqlalchemy.dialects.{name.partition('.')[0]}" in sys.modules
        if not known:
            raise exc.NoSuchModuleError(f"There is no dialect `{name:.60}` here.")
        return real(plain(name))

    return checked


def _update_wrapper(real: Callable[..., Any]) -> Callable[..., Any]:
    """For `functools`, which copies the attributes of whatever is wrapped: those of functions only."""

    def checked(wrapper: Any, wrapped: Any, *args: Any, **keywords: Any) -> Any:
        if type(wrapped) is not FunctionType and not args:
            keywords["updated"] = ()
        return real(wrapper, wrapped, *args, **keywords)

    return checked


def _named_in_texts() -> immutabledict[str, Any]:
    """What texts of a `relationship` may name beside its classes and tables: what a snippet may import, as it has it.

    SQLAlchemy takes all that is in its package, modules and closed names too.
    """
    names = [name for name in MODULES["sqlalchemy"].names if hasattr(sqlalchemy, name)]
    found = {name: replaced(getattr(sqlalchemy, name)) for name in names}
    return immutabledict({**found, "foreign": foreign, "remote": remote})


def _operators(attrgetter: Callable[..., Any] = _attrgetter) -> SimpleNamespace:
    return SimpleNamespace(**{**vars(operator), "attrgetter": attrgetter})


def _set(module: ModuleType, **names: object) -> None:
    """A global of a module comes before the builtin of the same name."""
    vars(module).update(names)


def _install_readers() -> None:
    for path in READING_BY_NAME:
        _set(importlib.import_module(f"sqlalchemy.{path}"), getattr=read_by_name)
    for module in (elements, selectable, type_api, hybrid, attributes):
        _set(module, getattr=handed_on)
    _set(importlib.import_module("sqlalchemy.ext.mutable"), setattr=_setattr)


def install() -> None:
    """Sets the guards in this process. Doing it again changes nothing."""
    _set(clsregistry, eval=_evaluate("relationship"), getattr=_getattr, _fallback_dict=_named_in_texts())
    _set(sqlalchemy_typing, eval=_evaluate("annotation"))
    for module in (typing, sys.modules.get("annotationlib")):  # the latter since Python 3.14
        if module is not None:
            _set(module, compile=_compile)
    for guarded in GUARDED:
        guarded.install()
    if functools.update_wrapper.__module__ == functools.__name__:
        _set(functools, update_wrapper=_update_wrapper(functools.update_wrapper))
    if "load" not in vars(dialects.registry):
        vars(dialects.registry)["load"] = _load(dialects.registry.load)
    setattr(DefaultDialect, "connect", _connect)  # noqa: B010 - mypy: a method with another signature
    _set(associationproxy, operator=_operators(), getattr=_getattr, setattr=_setattr)
    # The package has a function of the same name as this module.
    _set(importlib.import_module("sqlalchemy.orm.mapped_collection"), operator=_operators())
    _set(descriptor_props, operator=_operators(), getattr=_getattr, setattr=_setattr)
    _set(orderinglist, getattr=_getattr, setattr=_setattr)
    _set(lambdas, operator=_operators(_read_in_lambda))
    _install_readers()
    _set(decl_base, setattr=_set_on_instance)
    # A warning names the first line outside SQLAlchemy: the visitor's, not that of a wrapper here.
    _set(langhelpers, _not_sa_pattern=re.compile(rf"^(?:sqlalchemy\.|alembic\.|{re.escape(__package__)}\.)"))
    for module in (base, selectable, dml, query, bulk_persistence):
        for name in ("_entity_namespace_key", "_entity_namespace_key_search_all"):
            real = vars(module).get(name)
            if real is not None and real.__module__ == base.__name__:
                _set(module, **{name: _keyed(real)})
