"""What one connection of the driver has done: its open savepoints, and counts that tell when to look again."""

from __future__ import annotations

import sqlite3
from typing import Protocol

from webapp.inside.driver.words import WRITES, FirstWords, words_of

BY_THE_DRIVER = "BEGIN (by the driver)"
BY_SAVEPOINT = "BEGIN (by SAVEPOINT)"
BY_RELEASE = "COMMIT (by RELEASE)"
ON_ITS_OWN = "COMMIT (autocommit)"
BY_SQLITE = "ROLLBACK (by SQLite)"
"""Marks that nobody sent as words of their own."""


class Witness(Protocol):
    """Who is told of what passes through connections."""

    def moving(self, connection: sqlite3.Connection) -> None:
        """Something is about to be sent that can change a table, or what others see of one."""

    def marked(self, connection: sqlite3.Connection, cursor: sqlite3.Cursor | None, mark: str, told: Told) -> None:
        """A transaction was marked, or was not because the database refused."""


class Told:
    """How a mark came about.

    `sent`: as words of its own; else `text` says by what. `failed`: refused. `open`: whether a transaction was open
    before. `nesting`: how many savepoints were.
    """

    __slots__ = ("failed", "nesting", "open", "sent", "text")

    def __init__(self, text: str, *, sent: bool, failed: bool, is_open: bool, nesting: int) -> None:
        self.text, self.sent, self.failed, self.open, self.nesting = text, sent, failed, is_open, nesting


class Ledger:
    """The account of one connection.

    `moves` grows with whatever may have changed a table or what others see of it, `commits` with whatever may have
    changed what is committed. `unsettled`: a write that returns rows ran outside a transaction, and is committed only
    when its last row has been fetched, which nobody tells.
    """

    __slots__ = ("commits", "moves", "open", "savepoints", "unsettled")

    def __init__(self) -> None:
        self.moves = 0
        self.commits = 0
        self.open = False
        self.unsettled = False
        self.savepoints: list[str] = []

    def committed(self) -> None:
        """What is committed has changed."""
        self.commits += 1
        self.moves += 1

    def ended(self) -> None:
        """The transaction has ended, one way or the other."""
        self.savepoints.clear()
        self.unsettled = False
        self.moves += 1

    def follow(self, words: FirstWords) -> None:
        """Keeps the open savepoints, once SQLite has obeyed."""
        if words.mark == "SAVEPOINT":
            self.savepoints.append(words.name)
        elif words.mark in ("RELEASE", "ROLLBACK TO") and words.name in self.savepoints:
            found = len(self.savepoints) - 1 - self.savepoints[::-1].index(words.name)
            del self.savepoints[found + (words.mark == "ROLLBACK TO") :]


class Passage:
    """One statement on its way through a connection: a context manager around its sending, or `over()` after it.

    What it did is told from the connection's state before and after, because words alone do not say: a COMMIT may be
    refused, an INSERT may begin a transaction, stand alone, or make SQLite roll back.
    """

    __slots__ = ("_changes", "_connection", "_cursor", "_ends", "_ledger", "_sql", "_was_open", "_witness", "_words")

    def __init__(
        self,
        connection: sqlite3.Connection,
        ledger: Ledger,
        witness: Witness,
        sql: object,
        cursor: sqlite3.Cursor | None = None,
        ends: tuple[str, str] = ("ROLLBACK", BY_SQLITE),
    ) -> None:
        """`ends` is the mark, and its text, of a transaction that ends without words that say so.

        Raises ProgrammingError where the connection is closed, as the driver does.
        """
        self._connection, self._ledger, self._witness, self._ends = connection, ledger, witness, ends
        self._sql, self._cursor = sql, cursor
        self._words = words_of(sql)
        self._was_open = connection.in_transaction
        self._changes = connection.total_changes
        if ledger.open and not self._was_open:  # between two statements: while rows were fetched
            self._rolled_back()
        if self._words.may_move and (self._was_open or self._words.mark is None):
            witness.moving(connection)

    def __enter__(self) -> Passage:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.over(failed=kind is not None)

    def over(self, *, failed: bool) -> None:
        """It has been sent, and was obeyed or refused."""
        is_open = is_in_transaction(self._connection)
        self._ledger.open = is_open
        mark = self._words.mark
        if not self._was_open and is_open and mark != "BEGIN":
            self._tell("BEGIN", BY_SAVEPOINT if mark == "SAVEPOINT" else BY_THE_DRIVER)
        if mark is not None:
            # A subclass of str could answer anything.
            self._tell(mark, str.__str__(self._sql), sent=True, failed=failed)
        if not failed:
            self._ledger.follow(self._words)
        # With `autocommit=False` the driver has begun the next one by now.
        if self._was_open and (not is_open or (mark in ("COMMIT", "ROLLBACK") and not failed)):
            self._end(mark, failed=failed)
        elif not self._was_open and not is_open and mark is None:
            self._alone(failed=failed)
        elif self._words.may_move and (self._was_open or mark is None):
            self._ledger.moves += 1

    def _end(self, mark: str | None, *, failed: bool) -> None:
        if mark == "RELEASE" and not failed:
            self._tell("COMMIT", BY_RELEASE)
        elif mark not in ("COMMIT", "ROLLBACK") or failed:
            mark, text = self._ends
            self._tell(mark, text)
        if mark != "ROLLBACK":
            self._ledger.committed()
        self._ledger.ended()

    def _alone(self, *, failed: bool) -> None:
        # Of an executemany that fails the sets before stay; a WITH may introduce any statement.
        if self._connection.total_changes == self._changes and (failed or self._words.verb not in WRITES):
            return
        self._ledger.committed()
        self._ledger.unsettled = self._cursor is not None and self._cursor.description is not None
        self._tell("COMMIT", ON_ITS_OWN)

    def _rolled_back(self) -> None:
        self._ledger.open = False
        self._tell("ROLLBACK", BY_SQLITE, was_open=True)
        self._ledger.committed()  # nobody saw what ended it, so nothing known before holds
        self._ledger.ended()

    def _tell(self, mark: str, text: str, *, sent: bool = False, failed: bool = False, was_open: bool = False) -> None:
        told = Told(
            text,
            sent=sent,
            failed=failed,
            is_open=was_open or self._was_open,
            nesting=len(self._ledger.savepoints),
        )
        self._witness.marked(self._connection, self._cursor, mark, told)


def is_in_transaction(connection: sqlite3.Connection) -> bool:
    """Whether a transaction is open in the database; a closed connection has none."""
    try:
        return connection.in_transaction
    except sqlite3.ProgrammingError:
        return False
