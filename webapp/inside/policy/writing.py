"""Writing: which attributes of a library's objects a snippet may set. Those of its own objects are all open."""

from __future__ import annotations

import dataclasses
import sqlite3

from sqlalchemy import Engine, ExceptionContext, ExecutionContext

from webapp.inside.policy import attributes
from webapp.inside.policy.ownership import LEADING_OUT
from webapp.inside.policy.refusal import Group, group

NAMED: tuple[tuple[type, Group], ...] = (
    (Engine, group("echo", "shows the SQL")),
    (ExceptionContext, group("is_disconnect invalidate_pool_on_disconnect", "tell what a listener has found out")),
    (
        sqlite3.Connection,
        group("isolation_level autocommit row_factory text_factory", "are settings of the driver that lead nowhere"),
    ),
    (sqlite3.Cursor, group("arraysize row_factory", "are settings of the driver that lead nowhere")),
)
"""Attributes that SQLAlchemy's documentation has people set, by class."""

OPEN_MODULES = (
    "sqlalchemy.exc",
    "sqlalchemy.orm.exc",
    "sqlalchemy.orm.collections",
    "sqlalchemy.orm.decl_api",
    "sqlalchemy.orm.scoping",
    "sqlalchemy.orm.session",
    "sqlalchemy.ext.mutable",
    "sqlalchemy.ext.orderinglist",
    "sqlalchemy.sql.schema",
    "sqlalchemy.sql.sqltypes",
)
"""Sessions, tables, types and errors: their public attributes are settings."""


def is_open(cls: type, library: str, name: str) -> bool:
    """Whether an attribute of a library's object, of class `cls`, may be set."""
    if library not in LEADING_OUT and not issubclass(cls, dataclasses.Field):
        return True
    if any(issubclass(cls, each) and name in named.names for each, named in NAMED):
        return True
    if issubclass(cls, ExecutionContext):
        return _is_own_private(name)  # the timing recipe keeps its start there
    return cls.__module__ in OPEN_MODULES and (not name.startswith("_") or _is_own_private(name))


def _is_own_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and attributes.private_refusal(name) is None
