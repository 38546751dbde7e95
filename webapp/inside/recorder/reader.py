"""Reads a driver's connection directly: without SQLAlchemy, without beginning a transaction, rows by a key."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from typing import Any

Key = tuple[Any, ...]
Rows = dict[Key, tuple[Any, ...]]

ROWID = ("rowid", "_rowid_", "oid")
"""SQLite's names for the number of a row; a column of the same name hides one."""
AT_ONCE = 100
"""Keys in one query: SQLite bounds the depth of an expression and the number of parameters."""
HIDDEN = 1
"""What PRAGMA table_xinfo says of a column that `SELECT *` leaves out; of a generated one it says 2 or 3."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, its columns, and the expressions that tell one row from another."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


class Reader:
    """A context manager: for its time the connection gives text as text, whatever the snippet asked of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._text_factory: Any = str

    def __enter__(self) -> Reader:
        self._text_factory = self._connection.text_factory
        self._connection.text_factory = lambda text: text.decode("utf-8", "replace")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.text_factory = self._text_factory

    def _all(self, sql: str, parameters: Collection[Any] = ()) -> list[tuple[Any, ...]]:
        # Not by the connection: that would be seen as a statement, and give rows by a factory of the snippet's.
        cursor = sqlite3.Cursor(self._connection)
        with closing(cursor):
            return cursor.execute(sql, tuple(parameters)).fetchall()

    def tables(self) -> dict[str, Table]:
        """The database's own tables by their names, in the order of these; virtual ones too, views not."""
        listed = self._all("PRAGMA table_list")
        names = {row[1]: bool(row[4]) for row in listed if row[0] == "main" and row[2] in ("table", "virtual")}
        return {name: self._table(name, names[name]) for name in sorted(names) if not name.startswith("sqlite_")}

    def _table(self, name: str, without_rowid: bool) -> Table:
        described = [row for row in self._all(f"PRAGMA table_xinfo({quoted(name)})") if row[6] != HIDDEN]
        columns = tuple(str(row[1]) for row in described)
        taken = {column.lower() for column in columns}
        rowid = next((each for each in ROWID if each not in taken), None)
        if without_rowid or rowid is None:
            return Table(name, columns, tuple(quoted(str(row[1])) for row in described if row[5]))
        return Table(name, columns, (rowid,))

    def pages(self) -> int:
        """How many pages the database has."""
        return int(self._all("PRAGMA page_count")[0][0])

    def count(self, table: Table) -> int:
        """How many rows it has; none where it cannot be read."""
        try:
            return int(self._all(f"SELECT count(*) FROM {quoted(table.name)}")[0][0])
        except sqlite3.OperationalError:
            return 0

    def rows(self, table: Table, most: int) -> Rows:
        """Its first rows in the order of their keys; none where it cannot be read."""
        return self._keyed(table, f"ORDER BY {', '.join(table.key)} LIMIT {most}" if table.key else f"LIMIT {most}")

    def with_keys(self, table: Table, keys: Collection[Key]) -> Rows:
        """Those of its rows that have one of the keys."""
        found: Rows = {}
        wanted = [key for key in keys if len(key) == len(table.key)]
        one = " AND ".join(f"{expression} IS ?" for expression in table.key)
        for start in range(0, len(wanted) if one else 0, AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            where = " OR ".join([f"({one})"] * len(some))
            found |= self._keyed(table, f"WHERE {where}", [part for key in some for part in key])
        return found

    def _keyed(self, table: Table, rest: str, parameters: Collection[Any] = ()) -> Rows:
        # Neither their declared types nor their names are told, as a snippet may have registered converters for them.
        chosen = ", ".join(f"+{each} AS c" for each in (*table.key, *map(quoted, table.columns)))
        try:
            rows = self._all(f"SELECT {chosen} FROM {quoted(table.name)} {rest}", parameters)
        except sqlite3.OperationalError:
            return {}
        width = len(table.key)
        return {row[:width] or (number,): row[width:] for number, row in enumerate(rows)}


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
