"""Reads a driver's connection directly: without SQLAlchemy, without beginning a transaction, rows by a key."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from webapp.inside.driver.sqlite import has_functions

Key = tuple[Any, ...]
Rows = dict[Key, tuple[Any, ...]]

ROWID = ("rowid", "_rowid_", "oid")
"""SQLite's names for the number of a row; a column of the same name hides one."""
AT_ONCE = 100
"""Keys in one query: SQLite bounds the depth of an expression and the number of parameters."""
HIDDEN = 1
"""What PRAGMA table_xinfo says of a column that `SELECT *` leaves out; of a generated one it says 2 or 3."""
VIRTUAL = 2
COMPUTED = "'(computed when it is read)'"
"""In place of a generated column that a function of the snippet's makes."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, its columns, the expressions that tell one row from another; which columns are computed."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    computed: frozenset[str] = frozenset()


class Reader:
    """A context manager: for its time the connection gives text as text, whatever the snippet asked of it.

    Nor does it call functions of the snippet's for what a table or view is made of: looking would change what they do,
    and they what is seen.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._text_factory: Any = str
        self._trusted = False

    def __enter__(self) -> Reader:
        self._text_factory = self._connection.text_factory
        self._connection.text_factory = lambda text: text.decode("utf-8", "replace")
        if has_functions(self._connection):
            self._trusted = bool(self._all("PRAGMA trusted_schema")[0][0])
            self._all("PRAGMA trusted_schema=OFF")
        return self

    def __exit__(self, *_: object) -> None:
        if self._trusted:
            self._all("PRAGMA trusted_schema=ON")
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
        described = [row for row in self._all(f"PRAGMA main.table_xinfo({quoted(name)})") if row[6] != HIDDEN]
        columns = tuple(str(row[1]) for row in described)
        computed = frozenset(str(row[1]) for row in described if row[6] == VIRTUAL)
        taken = {column.lower() for column in columns}
        rowid = next((each for each in ROWID if each not in taken), None)
        if without_rowid or rowid is None:
            return Table(name, columns, tuple(quoted(str(row[1])) for row in described if row[5]), computed)
        return Table(name, columns, (rowid,), computed)

    def pages(self) -> int:
        """How many pages the database has."""
        return int(self._all("PRAGMA page_count")[0][0])

    def count(self, table: Table) -> int:
        """How many rows it has; none where it cannot be read."""
        try:
            return int(self._all(f"SELECT count(*) FROM main.{quoted(table.name)}")[0][0])
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
        width = len(table.key)
        columns = [*table.key, *map(quoted, table.columns)]
        try:
            rows = self._chosen(columns, table, rest, parameters)
        except sqlite3.OperationalError:
            if not table.computed:
                return {}
            for place, name in enumerate(table.columns, width):
                columns[place] = COMPUTED if name in table.computed else columns[place]
            try:
                rows = self._chosen(columns, table, rest, parameters)
            except sqlite3.OperationalError:
                return {}
        return {row[:width] or (number,): row[width:] for number, row in enumerate(rows)}

    def _chosen(self, columns: list[str], table: Table, rest: str, parameters: Collection[Any]) -> list[Any]:
        # Neither their declared types nor their names are told, as a snippet may have registered converters for them.
        chosen = ", ".join(f"+{each} AS c" for each in columns)
        return self._all(f"SELECT {chosen} FROM main.{quoted(table.name)} {rest}", parameters)


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
