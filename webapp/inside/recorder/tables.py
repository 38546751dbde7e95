"""The tables of the visitor's engines: rows as their connection sees them, told against what is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from sqlalchemy.engine import Engine

from webapp.inside.confine import sqlite
from webapp.inside.render import cell

MOST_ROWS = 500
MOST_TABLES = 40

Key = tuple[Any, ...]
Rows = dict[Key, list[Any]]


class Databases:
    """The live in-memory databases of this process, with the names the visitor gave their engines."""

    def __init__(self, names: Mapping[str, object]) -> None:
        """`names` is the visitor's namespace; it is read, never written."""
        self.by_name: dict[str, sqlite3.Connection] = {}
        engines: dict[int, str] = {}
        for name, value in list(names.items()):
            if isinstance(value, Engine) and not name.startswith("__"):
                engines.setdefault(id(value.pool), name)
        for connection in sorted(sqlite.connections, key=lambda connection: connection.number):
            if _is_open(connection):
                self.by_name[self._name(engines.get(id(connection.pool())))] = connection

    def _name(self, engine: str | None) -> str:
        name = engine or "(engine without a name)"
        if name not in self.by_name:
            return name
        return f"{name}, connection {sum(known.startswith(name) for known in self.by_name) + 1}"

    def named(self, name: str) -> list[sqlite3.Connection]:
        """The connection of that engine, or all of them where `name` is empty."""
        if name:
            return [self.by_name[name]] if name in self.by_name else []
        return list(self.by_name.values())

    def tables(self) -> list[dict[str, Any]]:
        """Every table of every database, as plain data with the keys of `webapp.observation.Table`."""
        found: list[dict[str, Any]] = []
        for engine, connection in self.by_name.items():
            found.extend(_tables(engine, connection))
        return found[:MOST_TABLES]


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False


def _tables(engine: str, connection: sqlite3.Connection) -> list[dict[str, Any]]:
    if not connection.in_transaction:
        now = _Reader(connection).read()
        return [_table(engine, name, columns, rows, rows, total) for name, (columns, rows, total) in now.items()]
    with closing(sqlite.committed(connection)) as copy:
        before = _Reader(copy).read()
    now = _Reader(connection).read()
    found = []
    for name in sorted({*before, *now}):
        columns, rows, total = now.get(name) or (before[name][0], {}, 0)
        found.append(_table(engine, name, columns, rows, before.get(name, (columns, {}, 0))[1], total))
    return found


def _table(engine: str, name: str, columns: list[str], now: Rows, before: Rows, total: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for key, values in now.items():
        old = before.get(key)
        mark = "inserted" if old is None else "committed" if old == values else "changed"
        rows.append({"values": values, "mark": mark})
    rows += [{"values": values, "mark": "gone"} for key, values in before.items() if key not in now]
    return {"engine": engine, "name": name, "columns": columns, "rows": rows[:MOST_ROWS], "total": total}


class _Reader:
    """Reads a connection without going through SQLAlchemy, and without beginning a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self) -> dict[str, tuple[list[str], Rows, int]]:
        text_factory = self._connection.text_factory
        self._connection.text_factory = str
        try:
            listed = self._all(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                "ESCAPE '\\' ORDER BY name"
            )
            return {name: self._rows(name) for (name,) in listed[:MOST_TABLES]}
        except sqlite3.Error:
            # A snippet may have broken its own database; the run still has everything else to show.
            return {}
        finally:
            self._connection.text_factory = text_factory

    def _all(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = sqlite3.Connection.cursor(self._connection)
        cursor.row_factory = None
        with closing(cursor):
            return cursor.execute(sql).fetchall()

    def _rows(self, name: str) -> tuple[list[str], Rows, int]:
        quoted = '"' + name.replace('"', '""') + '"'
        keys = [(str(column), place) for _, column, _, _, _, place in self._all(f"PRAGMA table_info({quoted})")]
        columns = [column for column, _ in keys]
        ((total,),) = self._all(f"SELECT count(*) FROM {quoted}")
        try:
            found = self._all(f"SELECT rowid, * FROM {quoted} LIMIT {MOST_ROWS}")
        except sqlite3.OperationalError:  # WITHOUT ROWID: such a table always has a primary key
            primary = [index for index, (_, place) in enumerate(keys) if place]
            plain = self._all(f"SELECT * FROM {quoted} LIMIT {MOST_ROWS}")
            return columns, {tuple(row[i] for i in primary): [cell(v) for v in row] for row in plain}, total
        return columns, {(key,): [cell(value) for value in values] for key, *values in found}, total
