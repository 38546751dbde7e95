"""The tables of the visitor's engines: rows as their connection sees them, told against what is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from sqlalchemy.engine import Engine

from webapp.inside.confine import sqlite
from webapp.inside.recorder.reader import Reader, Table
from webapp.inside.render import cell

MOST_ROWS = 500
MOST_TABLES = 40
MOST_CHARACTERS = 200_000
"""Characters of all rows of all tables together; rows beyond are left out."""
LONGEST_CELL = 1_000
LONGEST_NAME = 200


class Databases:
    """The live in-memory databases of this process, with the names the visitor gave their engines."""

    def __init__(self, names: Mapping[str, object]) -> None:
        """`names` is the visitor's namespace; it is read, never written."""
        self.by_name: dict[str, sqlite3.Connection] = {}
        self._room = MOST_CHARACTERS
        engines: dict[int, str] = {}
        for name, value in list(names.items()):
            if isinstance(value, Engine) and not name.startswith("__"):
                engines.setdefault(id(value.pool), name[:LONGEST_NAME])
        for connection in sorted(sqlite.connections, key=lambda connection: connection.number):
            if _is_open(connection):
                self.by_name[self._name(engines.get(id(connection.pool())))] = connection

    def _name(self, engine: str | None) -> str:
        name = engine or "(engine without a name)"
        others = sum(known == name or known.startswith(f"{name}, ") for known in self.by_name)
        return f"{name}, connection {others + 1}" if others else name

    def named(self, name: str) -> list[sqlite3.Connection]:
        """The connection of that engine, or all of them where `name` is empty."""
        if name:
            return [self.by_name[name]] if name in self.by_name else []
        return list(self.by_name.values())

    def tables(self) -> list[dict[str, Any]]:
        """Every table of every database, as plain data with the keys of `webapp.observation.Table`."""
        found: list[dict[str, Any]] = []
        for engine, connection in self.by_name.items():
            try:
                found.extend(self._tables(engine, connection))
            except sqlite3.Error:
                continue  # a snippet may have broken its own database; the run still has everything else to show
        return found[:MOST_TABLES]

    def _tables(self, engine: str, connection: sqlite3.Connection) -> list[dict[str, Any]]:
        with closing(sqlite.committed(connection)) as copy, Reader(connection) as now:
            if not connection.in_transaction:
                return [self._table(engine, table, now, now) for table in now.tables()[:MOST_TABLES]]
            with Reader(copy) as before:
                every = {table.name: table for table in (*before.tables(), *now.tables())}
                return [self._table(engine, every[name], now, before) for name in sorted(every)[:MOST_TABLES]]

    def _table(self, engine: str, table: Table, now: Reader, before: Reader) -> dict[str, Any]:
        present = now.rows(table, MOST_ROWS)
        # Each side is a window on its table, so what is outside one is asked for by its key.
        old = present if now is before else before.with_keys(table, present)
        committed = {} if now is before else before.rows(table, MOST_ROWS)
        still = now.with_keys(table, committed)
        rows = [_row(values, _mark(values, old.get(key))) for key, values in present.items()]
        rows += [_row(values, "gone") for key, values in committed.items() if key not in still]
        return {
            "engine": engine,
            "name": table.name[:LONGEST_NAME],
            "columns": [column[:LONGEST_NAME] for column in table.columns],
            "rows": [row for row in rows[:MOST_ROWS] if self._fits(row)],
            "total": now.count(table),
        }

    def _fits(self, row: dict[str, Any]) -> bool:
        self._room -= sum(len(str(value)) for value in row["values"])
        return self._room >= 0


def _mark(values: tuple[Any, ...], old: tuple[Any, ...] | None) -> str:
    if old is None:
        return "inserted"
    return "committed" if old == values else "changed"


def _row(values: tuple[Any, ...], mark: str) -> dict[str, Any]:
    return {"values": [_clipped(cell(value)) for value in values], "mark": mark}


def _clipped(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return f"{value[:LONGEST_CELL]}..."
    return value


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False
