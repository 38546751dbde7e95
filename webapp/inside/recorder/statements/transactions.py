"""Marks of transactions, each where it happened between the statements, with the session it belongs to.

What is told, and how it compares with what `echo=True` shows:

- `BEGIN (implicit)` is SQLAlchemy's word when its transaction begins, and nothing is sent then: Python's driver sends a
  BEGIN of its own ahead of the first INSERT, UPDATE, DELETE or REPLACE. One transaction has one mark, so that is not
  told again. Where a listener answers SQLAlchemy's word by sending BEGIN, the mark says so too:
  `BEGIN (implicit), sent as BEGIN`. One that no word of SQLAlchemy's announced is `BEGIN (by the driver)`.
- COMMIT and ROLLBACK are told once they have happened, whoever sent them; and where nothing was open, if SQLAlchemy
  says them, because a student reads them in the echo. One that the database refused is told as failed.
- A write outside a transaction commits itself: `COMMIT (autocommit)`. So does DDL inside SQLAlchemy's transaction, as
  long as the driver has begun none. With AUTOCOMMIT, SQLAlchemy's own words have no effect, which it says itself, and
  they are no marks.
- What ends a transaction without words of its own is named: `COMMIT (by RELEASE)`, `ROLLBACK (by SQLite)`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary, ref

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from webapp.inside.driver import passing
from webapp.inside.driver.ledger import Told
from webapp.inside.driver.passing import SeenConnection, ledger_of
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.users import driver_of

IMPLICIT = "BEGIN (implicit)"


class Transactions:
    """Hears SQLAlchemy's words and what passes through the driver's connections, and makes marks of both."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self.moving: Callable[[sqlite3.Connection], None] = lambda _connection: None
        """Called with the connection before anything is sent that can change a table, or what others see of it."""
        self._said: tuple[ref[SeenConnection], ref[Connection], str] | None = None
        self._sending: tuple[ref[sqlite3.Cursor], ref[Connection]] | None = None
        self._begun: WeakKeyDictionary[Connection, dict[str, Any]] = WeakKeyDictionary()

    def install(self) -> None:
        """Begins to listen; once in a process's life."""
        passing.watch(self)
        self._statements.sender = _nesting
        event.listen(Engine, "begin", self._begins)
        event.listen(Engine, "commit", lambda connection: self._says(connection, "COMMIT"))
        event.listen(Engine, "rollback", lambda connection: self._says(connection, "ROLLBACK"))
        event.listen(Engine, "before_cursor_execute", self._sends)

    def _begins(self, connection: Connection) -> None:
        if not connection._is_autocommit_isolation():
            self._begun[connection] = self._statements.mark("BEGIN", IMPLICIT, driver_of(connection)) or {}

    def _says(self, connection: Connection, mark: str) -> None:
        driver = driver_of(connection)
        if isinstance(driver, SeenConnection) and not connection._is_autocommit_isolation():
            self._said = ref(driver), ref(connection), mark
        self._begun.pop(connection, None)

    def _sends(self, conn: Connection, cursor: sqlite3.Cursor, *_: object) -> None:
        self._sending = ref(cursor), ref(conn)

    def marked(self, connection: sqlite3.Connection, cursor: sqlite3.Cursor | None, mark: str, told: Told) -> None:
        """Keeps a mark of what passed through a connection, unless SQLAlchemy's word for it is kept."""
        by, said = self._sender(connection, cursor, mark)
        if mark == "BEGIN" and not told.failed and self._was_announced(connection, by, told):
            return
        if not told.open and mark in ("COMMIT", "ROLLBACK") and told.sent and cursor is None and not said:
            return  # the driver's own method, where nothing was open
        ahead = mark == "BEGIN" and not told.sent
        kept = self._statements.mark(mark, told.text, connection, ahead=ahead)
        if kept is not None and told.nesting:
            kept["nesting"] = told.nesting
        if kept is not None and told.failed:
            kept["failed"] = True

    def _sender(
        self, driver: sqlite3.Connection, cursor: sqlite3.Cursor | None, mark: str
    ) -> tuple[Connection | None, bool]:
        """SQLAlchemy's connection that sends this, if one does; and whether it has just said so."""
        if cursor is not None:
            sending = self._sending
            return (sending[1]() if sending is not None and sending[0]() is cursor else None), False
        said = self._said
        if said is None or said[0]() is not driver or said[2] != mark:
            return None, False
        self._said = None
        return said[1](), True

    def _was_announced(self, driver: sqlite3.Connection, by: Connection | None, told: Told) -> bool:
        announced = None if by is None else self._begun.get(by)
        for other in [each for each in self._begun if driver_of(each) is driver]:
            del self._begun[other]  # they share this transaction
        if announced is None:
            return False
        if not told.sent:
            return True  # the driver's own, which SQLAlchemy's word stands for
        if not any(each is announced for each in self._statements.kept[-1:]):
            return False  # not in answer to it, but later
        announced["text"] = f"{IMPLICIT}, sent as {told.text}"[:200]
        return True


def _nesting(connection: Connection) -> dict[str, Any]:
    """How many savepoints are open where SQLAlchemy sends a statement."""
    driver = driver_of(connection)
    count = len(ledger_of(driver).savepoints) if isinstance(driver, SeenConnection) else 0
    return {"nesting": count} if count else {}
