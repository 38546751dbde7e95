"""The tables of the visitor's engines: rows as their connection sees them, told against what is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
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


NAMELESS = "(an engine that no name points to)"


class Databases:
    """The live in-memory databases of this process, with the names the visitor gave their engines."""

    def __init__(self, names: Mapping[str, object]) -> None:
        """`names` is the visitor's namespace; it is read, never written."""
        self._names = names
        self._room = MOST_CHARACTERS
        self._opened = sorted(filter(_is_open, sqlite.connections), key=lambda connection: connection.number)
        engines = {name: value for name, value in list(names.items()) if isinstance(value, Engine) and name[:2] != "__"}
        # An engine with two names has the first; one that has never connected has no database yet.
        first = {id(engine.pool): name for name, engine in reversed(engines.items())}
        self._shown: list[tuple[str, sqlite3.Connection | None]] = []
        for name, engine in engines.items():
            if first[id(engine.pool)] == name:
                self._show(name[:LONGEST_NAME], self._of(engine))
        known = {id(connection) for _, connection in self._shown}
        for connection in self._opened:
            if id(connection) not in known:
                self._show(NAMELESS, [connection])

    def _show(self, name: str, connections: Sequence[sqlite3.Connection]) -> None:
        for number, connection in enumerate(connections or [None], 1):
            self._shown.append((name if number == 1 else f"{name}, connection {number}", connection))

    def _of(self, engine: Engine) -> list[sqlite3.Connection]:
        return [connection for connection in self._opened if connection.pool() is engine.pool]

    def find(self, name: str) -> list[sqlite3.Connection | None]:
        """The databases of the engine of that name, None where it has none yet; of all engines where `name` is empty.

        Raises LookupError, with a sentence, where the name is no engine's.
        """
        if not name:
            return [connection for _, connection in self._shown]
        if name not in self._names:
            raise LookupError(f"there is no engine named {name}")
        engine = self._names[name]
        if not isinstance(engine, Engine):
            raise LookupError(f"{name} is no engine but of type {type(engine).__name__[:LONGEST_NAME]}")
        return list(self._of(engine)) or [None]

    def tables(self) -> list[dict[str, Any]]:
        """Every table of every database, as plain data with the keys of `webapp.observation.Table`.

        Where there are several engines, one without tables is told too, by a table without a name.
        """
        found: list[dict[str, Any]] = []
        for engine, connection in self._shown:
            try:
                tables = self._tables(engine, connection) if connection is not None else []
            except sqlite3.Error:
                continue  # a snippet may have broken its own database; the run still has everything else to show
            if not tables and len(self._shown) > 1:
                tables = [{"engine": engine, "name": "", "columns": [], "rows": [], "total": 0}]
            found.extend(tables)
        return found[:MOST_TABLES]

    def _tables(self, engine: str, connection: sqlite3.Connection) -> list[dict[str, Any]]:
        with Reader(connection) as now:
            if not connection.in_transaction:
                return [self._table(engine, table, now, now) for table in now.tables()[:MOST_TABLES]]
            with closing(sqlite.committed(connection)) as copy, Reader(copy) as before:
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
