"""Which constraint a database error is about: its kind, its columns, and the values that broke it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exc
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import InstanceState

from webapp.inside.recorder.values import told

KINDS = {
    "UNIQUE constraint failed: ": "unique",
    "NOT NULL constraint failed: ": "not null",
    "CHECK constraint failed: ": "check",
    "FOREIGN KEY constraint failed": "foreign key",
}
"""How SQLite begins to say which constraint failed."""
WRAPPERS = {each for each in vars(exc).values() if type(each) is type and issubclass(each, DBAPIError)}
DRIVERS = {each for each in vars(sqlite3).values() if type(each) is type and issubclass(each, sqlite3.Error)}
"""No class of the visitor's, whose attributes and words could be anybody's code."""
VERBS = ("INSERT", "UPDATE", "DELETE")
MOST_COLUMNS = 10


def broken_constraint(
    error: BaseException, frames: Sequence[Mapping[str, Any]], state: InstanceState[Any] | None
) -> dict[str, str]:
    """Facts about the constraint; without one, at most the verb of the statement.

    `frames` are the local variables of SQLAlchemy's functions, `state` is that of the object whose row was sent.
    """
    sql: Any = vars(error).get("statement")
    words = str.split(sql, None, 1) if issubclass(type(sql), str) else []
    facts = {"verb": words[0].upper()} if words and words[0].upper() in VERBS else {}
    said = words_of_driver(error)
    for beginning, kind in KINDS.items():
        if said.startswith(beginning):
            columns = said.removeprefix(beginning).split(", ")[:MOST_COLUMNS] if kind in ("unique", "not null") else []
            facts |= {"constraint": kind, "columns": ", ".join(columns)}
            facts["rule"] = said.removeprefix(beginning) if kind == "check" else ""
            sent = _sent(frames)
            facts["values"] = ", ".join(_value(column, sent, state) for column in columns)
            facts["keys"] = ", ".join(_foreign_keys(sent, state)) if kind == "foreign key" else ""
    return facts


def words_of_driver(error: BaseException) -> str:
    """What SQLite itself said; empty where it was another who raised."""
    if type(error) not in WRAPPERS:
        return ""
    orig = vars(error).get("orig")
    return str(orig) if type(orig) in DRIVERS else ""


def _sent(frames: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The parameters of the one row that was sent, by their columns; empty where there were more."""
    for found in reversed(frames):
        context = found.get("context")
        sets = context.compiled_parameters if issubclass(type(context), DefaultExecutionContext) else None
        if type(sets) is list:
            return sets[0] if len(sets) == 1 else {}
    return {}


def _value(column: str, sent: Mapping[str, Any], state: InstanceState[Any] | None) -> str:
    table, _, name = column.rpartition(".")
    if name in sent:
        return told(sent[name])
    if state is None:
        return "?"
    for mapped in state.mapper.tables:
        if mapped.description == table and name in mapped.c:
            return told(state.dict.get(state.mapper.get_property_by_column(mapped.c[name]).key))
    return "?"


def _foreign_keys(sent: Mapping[str, Any], state: InstanceState[Any] | None) -> list[str]:
    """The columns that point to another table, with what they hold: "missions.astronaut_id = 99"."""
    if state is None:
        return []
    return [
        f"{table.description}.{column.name} = {_value(f'{table.description}.{column.name}', sent, state)}"
        for table in state.mapper.tables
        for column in list(table.columns)[:1_000]
        if column.foreign_keys
    ][:MOST_COLUMNS]
