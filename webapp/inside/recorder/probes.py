"""What a check looks at when the snippet has ended: rows, and values for throwaway sandboxes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

from webapp.inside.driver import sqlite
from webapp.inside.recorder.now import Now
from webapp.inside.recorder.tables.comparing import LONGEST_NAME
from webapp.inside.recorder.tables.reader import Reader
from webapp.inside.recorder.tables.tables import Databases
from webapp.inside.recorder.values import class_name
from webapp.inside.render import cell, clipped_repr, plain

MOST_ROWS = 1_000
MOST_CHARACTERS = 200_000
LONGEST_ERROR = 500


class Code(Protocol):
    """The visitor's names, and code that is run among them. Both methods raise whatever that raises."""

    names: dict[str, Any]

    def value(self, expression: str) -> object:
        """The value of an expression."""

    def do(self, statements: str) -> None:
        """Runs statements."""


def look(probe: Mapping[str, Any], databases: Databases, now: Now, code: Code) -> dict[str, Any]:
    """Answers one probe (`webapp.observation.Probe`) as plain data with the keys of `Probed`."""
    of = str(probe["of"])
    try:
        match probe["kind"]:
            case "rows":
                connections = databases.find(str(probe.get("engine", "")))
                return _rows(of, connections, as_others=not probe.get("open"))
            case "state":
                return {"object": now.mapped(of, code.names)}
            case "session":
                return {"session": now.session(of, code.names)}
            case _:
                return _value(of, str(probe.get("before", "")), code)
    except (KeyboardInterrupt, MemoryError):
        raise
    except LookupError as error:
        return {"error": str(error)}
    except BaseException as error:  # a session or an object whose parts the snippet has put others in place of
        return {"error": f"it could not be looked at: {class_name(type(error))}"}


def _value(of: str, before: str, code: Code) -> dict[str, Any]:
    try:
        if before:
            code.do(before)
        value = code.value(of)
        return {"value": plain(value), "text": clipped_repr(value)}
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:  # the visitor's names may hold anything, also what raises when looked at
        return {"error": f"{class_name(type(error))}: {_words(error)}"[:LONGEST_ERROR]}


def _words(error: BaseException) -> str:
    try:
        return str.__str__(str(error))
    except Exception:
        return "it cannot be shown"


def _rows(query: str, connections: Sequence[sqlite3.Connection | None], *, as_others: bool) -> dict[str, Any]:
    answer = {"error": "there is no engine"}
    for connection in connections:
        with _as_others(connection) if as_others else _as_itself(connection) as looked_at:
            try:
                cursor = sqlite3.Connection.cursor(looked_at)
                cursor.row_factory = None
                with closing(cursor):
                    cursor.execute(query)
                    columns = [column[0][:LONGEST_NAME] for column in cursor.description or ()]
                    rows = [[cell(value) for value in row] for row in cursor.fetchmany(MOST_ROWS)]
                if sum(len(str(value)) for row in rows for value in row) > MOST_CHARACTERS:
                    return {"error": "the rows are too large to be compared"}
                return {"rows": {"columns": columns, "rows": rows}}
            except sqlite3.Error as error:
                answer = {"error": str(error)}
    return answer


@contextmanager
def _as_others(connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    # The committed image is a copy: the query can neither see open work nor change the visitor's database.
    with closing(sqlite.committed(connection) if connection is not None else sqlite.empty()) as copy, Reader(copy):
        yield copy


@contextmanager
def _as_itself(connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    """The visitor's own connection, which for this time can only be read: open work can be seen nowhere else."""
    if connection is None:
        with closing(sqlite.empty()) as nothing:
            yield nothing
        return
    with Reader(connection), closing(sqlite3.Cursor(connection)) as cursor:
        was_on = cursor.execute("PRAGMA query_only").fetchone()[0]
        cursor.execute("PRAGMA query_only=ON")
        try:
            yield connection
        finally:
            cursor.execute(f"PRAGMA query_only={was_on}")
