"""The tables of the visitor's engines: rows as their connection sees them, told against what is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from sqlalchemy.engine import Engine
from sqlalchemy.pool import SingletonThreadPool, StaticPool

from webapp.inside.driver import sqlite
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.recorder.tables.comparing import LONGEST_NAME, Side, compared
from webapp.inside.recorder.tables.images import Images
from webapp.inside.recorder.tables.reader import Reader
from webapp.inside.recorder.users import sessions_on
from webapp.inside.recorder.values import class_name

MOST_TABLES = 40
MOST_CHARACTERS = 200_000
"""Characters of all rows of all tables together; rows beyond are left out."""
NAMELESS = "(an engine that no name points to)"


class Databases:
    """The live in-memory databases of this process, with the names the visitor gave their engines."""

    def __init__(self, names: Mapping[str, object], images: Images | None = None) -> None:
        """`names` is the visitor's namespace; it is read, never written. `images` are kept between looks."""
        self._names = names
        self._images = images
        self._opened = sorted(filter(_is_open, sqlite.connections), key=lambda connection: connection.number)
        engines = {name: value for name, value in list(names.items()) if _is_engine(value) and name[:2] != "__"}
        # An engine with two names has the first; one that has never connected has no database yet.
        first = {id(engine.pool): name for name, engine in reversed(engines.items())}
        self._shown: list[tuple[str, GuardedConnection | None]] = []
        for name, engine in engines.items():
            if first[id(engine.pool)] == name:
                self._show(name[:LONGEST_NAME], self._of(engine))
        known = {id(connection) for _, connection in self._shown}
        for connection in self._opened:
            if id(connection) not in known:
                self._show(NAMELESS, [connection])

    def _show(self, name: str, connections: Sequence[GuardedConnection]) -> None:
        for number, connection in enumerate(connections or [None], 1):
            self._shown.append((name if number == 1 else f"{name}, connection {number}", connection))

    def _of(self, engine: Engine) -> list[GuardedConnection]:
        return [connection for connection in self._opened if connection.pool() is engine.pool]

    def find(self, name: str) -> list[GuardedConnection | None]:
        """The databases of the engine of that name, None where it has none yet; of all engines where `name` is empty.

        Raises LookupError, with a sentence, where the name is no engine's.
        """
        if not name:
            return [connection for _, connection in self._shown]
        if name not in self._names:
            raise LookupError(f"there is no engine named {name}")
        engine = self._names[name]
        if not _is_engine(engine):
            raise LookupError(f"{name} is not an engine, it is of type {class_name(type(engine))}")
        return list(self._of(engine)) or [None]

    def pages(self) -> int:
        """How many pages all databases have together."""
        total = 0
        for connection in self._opened:
            with Reader(connection) as reader:
                total += reader.pages()
        return total

    def tables(self) -> list[dict[str, Any]]:
        """Every table of every database, as plain data with the keys of `webapp.observation.Table`.

        Where there are several engines, one without tables is told too, by a table without a name. Rows beyond
        MOST_CHARACTERS are left out.
        """
        return fitted(self.whole())[0]

    def whole(self) -> list[dict[str, Any]]:
        """The same with all rows, at most 500 of each table."""
        images = self._images or Images()
        found: list[dict[str, Any]] = []
        for engine, connection in self._shown:
            if connection is None:
                tables = []
            else:
                try:
                    tables = list(_tables(connection, images))
                except sqlite3.Error:
                    continue  # a snippet may have broken its own database; the run still has everything else to show
                finally:
                    if self._images is None:
                        images.close()
            if not tables and len(self._shown) > 1:
                tables = [{"name": "", "columns": [], "rows": [], "total": 0}]
            found.extend({"engine": engine, **table} for table in tables)
        return found[:MOST_TABLES]


def _tables(connection: GuardedConnection, images: Images) -> Iterator[dict[str, Any]]:
    image = images.of(connection)
    about = {"connection": connection.number, "shared": is_shared(connection)}
    with Reader(connection) as own, Reader(image) as copy:
        now = own.tables()
        others = now if image is connection else copy.tables()
        for name in sorted({**others, **now})[:MOST_TABLES]:
            side = Side(own, now.get(name))
            other = side if others is now else Side(copy, others.get(name))
            yield compared(now.get(name) or others[name], side, other) | about


def is_shared(connection: GuardedConnection) -> bool:
    """Whether one session's open work on this connection is the next one's too."""
    return isinstance(connection.pool(), SingletonThreadPool | StaticPool) or len(sessions_on(connection)) > 1


def fitted(tables: list[dict[str, Any]], room: int = MOST_CHARACTERS) -> tuple[list[dict[str, Any]], int]:
    """The tables with as many of their rows as fit, and the room that is left, in characters."""
    found = []
    for table in tables:
        rows = []
        for row in table["rows"]:
            room -= sum(len(str(value)) for value in (*row["values"], *row.get("others", ())))
            if room < 0:
                break
            rows.append(row)
        found.append({**table, "rows": rows})
    return found, max(room, 0)


def _is_engine(value: object) -> TypeGuard[Engine]:
    # By its type: an object may say of itself that it is an engine, by code of the visitor's.
    return issubclass(type(value), Engine)


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False
