"""Every SQL statement and transaction mark, in order, with the snippet's line it came from."""

from __future__ import annotations

import re
import sys
import weakref
from collections.abc import Callable
from time import perf_counter  # a snippet may put another function into the module
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from webapp.inside.confine.sqlite import GuardedConnection
from webapp.inside.render import clipped_repr
from webapp.inside.spans import SQL, spans

LONGEST_SQL = 20_000
MOST_CHARACTERS = 250_000
"""Characters of SQL and parameters kept of one snippet: the observation has to fit into a frame."""
LONGEST_COLOURED = 2_000
_SAVEPOINT = re.compile(r"\s*(SAVEPOINT|RELEASE|ROLLBACK\s+TO)\b", re.IGNORECASE)


class Statements:
    """Records what every engine of this process does between start() and stop().

    It listens on the classes Engine and Pool, because a snippet may rebind any name of its own.
    """

    def __init__(self) -> None:
        self._console = ""
        self._cap = 0
        self._room = 0
        self.recording = False
        self.kept: list[dict[str, Any]] = []
        self.left_out = 0
        self._running: tuple[dict[str, Any], float] | None = None
        self.heard: Callable[[int | None], int | None] = lambda _line: None

    def install(self) -> None:
        """Begins to listen; once in a process's life."""
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        event.listen(Engine, "begin", lambda _connection: self._mark("BEGIN", "BEGIN (implicit)"))
        event.listen(Engine, "commit", lambda _connection: self._mark("COMMIT", "COMMIT"))
        event.listen(Engine, "rollback", lambda _connection: self._mark("ROLLBACK", "ROLLBACK"))
        event.listen(Pool, "reset", self._reset)
        event.listen(Engine, "engine_connect", _remember_pool)

    def start(self, console: str, cap: int) -> None:
        """Forgets what was kept and records at most `cap` statements of the snippet whose file name is `console`."""
        self._console, self._cap = console, cap
        self.kept, self.left_out = [], 0
        self._room = MOST_CHARACTERS
        self._running = None
        self.recording = True

    def stop(self) -> None:
        """Stops recording."""
        self.recording = False

    def _keep(self, statement: dict[str, Any]) -> bool:
        if not self.recording:
            return False
        self._room -= len(statement["text"]) + len(statement.get("parameters", ""))
        if len(self.kept) >= self._cap or self._room < 0:
            self.left_out += 1
            return False
        line = self._line()
        if line is not None:
            statement["line"] = line
        statement["step"] = self.heard(line)
        self.kept.append(statement)
        return True

    def _line(self) -> int | None:
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename == self._console:
                return frame.f_lineno
            frame = frame.f_back  # type: ignore[assignment]
        return None

    def _mark(self, mark: str, text: str) -> None:
        self._keep({"text": text, "mark": mark})

    def _before(self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        kept: dict[str, Any] = {"text": statement[:LONGEST_SQL]}
        mark = _SAVEPOINT.match(kept["text"])
        if mark is not None:  # SQLAlchemy sends these as statements, so they are recorded once, as marks
            kept["mark"] = " ".join(mark[1].upper().split())
        if self.recording and parameters:
            kept["parameters"] = _told(parameters)
        if self._keep(kept):
            if len(kept["text"]) <= LONGEST_COLOURED:
                kept["spans"] = spans(kept["text"], SQL)
            # SQLAlchemy also says so of one INSERT of many rows; a list of sets is what the driver's executemany takes.
            if executemany and isinstance(parameters, list):
                kept["many"] = len(parameters)
            self._running = (kept, perf_counter())

    def _after(self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if self._running is not None:
            kept, started = self._running
            self._running = None
            kept["seconds"] = perf_counter() - started
            # A statement that returns rows has counted none of them before they are fetched.
            if cursor.description is None and cursor.rowcount >= 0:
                kept["rows"] = cursor.rowcount

    def _reset(self, dbapi_connection: Any, connection_record: Any, reset_state: Any) -> None:
        # A connection that goes back to its pool with work open: SQLAlchemy rolls back without firing "rollback".
        if not reset_state.transaction_was_reset and not reset_state.terminate_only and dbapi_connection.in_transaction:
            self._mark("ROLLBACK", "ROLLBACK")


def _remember_pool(conn: Any) -> None:
    driver_connection = conn.connection.dbapi_connection
    if isinstance(driver_connection, GuardedConnection):
        driver_connection.pool = weakref.ref(conn.engine.pool)


def _told(parameters: Any) -> str:
    try:
        return clipped_repr(parameters)
    except Exception as error:  # a parameter's own __repr__ may raise anything
        return f"<parameters whose repr raised {type(error).__name__}>"
