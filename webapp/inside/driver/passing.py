"""The driver's connection and cursor, seeing what passes through them, on whatever route it comes.

SQLAlchemy's events do not tell of all of them: a COMMIT sent as text, the driver's own commit(), AUTOCOMMIT, DDL and
the RELEASE of an outermost savepoint fire none, and the engine's `commit` fires also where the COMMIT then fails.

A snippet can hold these objects, so they keep nothing: accounts and the witness are kept beside them, in this module.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from webapp.inside.driver.ledger import Ledger, Passage, Witness, is_in_transaction
from webapp.inside.driver.words import DML, words_of

BY_THE_DRIVER = ("ROLLBACK", "ROLLBACK (by the driver)")
BY_CLOSE = ("ROLLBACK", "ROLLBACK (by close)")
BY_LEVEL = ("COMMIT", "COMMIT (by isolation_level)")
BY_AUTOCOMMIT = ("COMMIT", "COMMIT (by autocommit)")
_isolation_level: Any = sqlite3.Connection.__dict__["isolation_level"]
_autocommit: Any = sqlite3.Connection.__dict__.get("autocommit")
"""None before Python 3.12."""
_ledgers: WeakKeyDictionary[SeenConnection, Ledger] = WeakKeyDictionary()


class Nobody:
    """The witness of a process that records nothing."""

    def moving(self, _connection: sqlite3.Connection) -> None:
        """Looks away."""

    def marked(self, *_told: object) -> None:
        """Does not listen."""


class _Present:
    """Who is told at present."""

    witness: Witness = Nobody()


class SeenCursor(sqlite3.Cursor):
    """The only cursor that a SeenConnection makes."""

    def execute(self, sql: str, parameters: Any = (), /) -> SeenCursor:
        """As the driver's."""
        with _passage(self, sql):
            super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, parameters: Any, /) -> SeenCursor:
        """As the driver's."""
        with _passage(self, sql):
            super().executemany(sql, parameters)
        return self

    def executescript(self, sql: str, /) -> SeenCursor:
        """As the driver's."""
        script = _Script(self)
        # The driver sends a script's statements one by one, after a COMMIT of what is open; only SQLite sees each.
        sqlite3.Connection.set_trace_callback(self.connection, script.next)
        try:
            super().executescript(sql)
        except BaseException:
            script.over(failed=True)
            raise
        finally:
            sqlite3.Connection.set_trace_callback(self.connection, None)
        script.over(failed=False)
        return self


class SeenConnection(sqlite3.Connection):
    """A connection with an account, of which the witness is told."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        _ledgers[self] = Ledger()
        super().__init__(*args, **keywords)
        _ledgers[self].open = self.in_transaction

    def cursor(self, factory: object = None) -> SeenCursor:  # type: ignore[override]
        """Raises NotSupportedError for a class of cursor other than the driver's."""
        if factory is not None and factory is not sqlite3.Cursor and factory is not SeenCursor:
            raise sqlite3.NotSupportedError("the driver's own class of cursor is the only one here")
        return super().cursor(SeenCursor)

    # The driver's own short ways do not call cursor() and the methods of what it gives.

    def execute(self, sql: str, parameters: Any = (), /) -> SeenCursor:
        """As the driver's."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> SeenCursor:
        """As the driver's."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql: str, /) -> SeenCursor:
        """As the driver's."""
        return self.cursor().executescript(sql)

    def commit(self) -> None:
        """As the driver's."""
        _passes(self, "COMMIT", super().commit)

    def rollback(self) -> None:
        """As the driver's."""
        _passes(self, "ROLLBACK", super().rollback)

    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> Any:
        # The driver's __exit__ does not call the methods above, and rolls back where its COMMIT is refused.
        sent = "COMMIT" if kind is None else "ROLLBACK"
        return _passes(self, sent, super().__exit__, kind, error, trace, ends=BY_THE_DRIVER)

    def close(self) -> None:
        """As the driver's, which rolls back what is open."""
        if is_in_transaction(self):
            _passes(self, "", super().close, ends=BY_CLOSE)
        else:
            super().close()
        _ledgers[self].moves += 1

    @property
    def isolation_level(self) -> Any:
        """As the driver's."""
        return _isolation_level.__get__(self)

    @isolation_level.setter
    def isolation_level(self, level: Any) -> None:
        if is_in_transaction(self):  # None commits what is open
            _passes(self, "", _isolation_level.__set__, self, level, ends=BY_LEVEL)
        else:
            _isolation_level.__set__(self, level)

    if _autocommit is not None:

        @property
        def autocommit(self) -> Any:
            """As the driver's."""
            return _autocommit.__get__(self)

        @autocommit.setter
        def autocommit(self, value: Any) -> None:
            # True commits what is open, False begins.
            _passes(self, "", _autocommit.__set__, self, value, ends=BY_AUTOCOMMIT)


class _Script:
    """The statements of one executescript(), each a passage of its own, ended by the next."""

    def __init__(self, cursor: SeenCursor) -> None:
        self._cursor = cursor
        self._passage: Passage | None = None
        self._sql = ""

    def next(self, sql: str) -> None:
        """SQLite begins a statement, or what one does within: told as a comment, or for a trigger's by itself again."""
        verb = words_of(sql).verb
        if verb and not (verb in DML and sql == self._sql):
            self.over(failed=False)
            self._sql = sql
            self._passage = _passage(self._cursor, sql)

    def over(self, *, failed: bool) -> None:
        """The last one has ended."""
        passage, self._passage = self._passage, None
        if passage is not None:
            passage.over(failed=failed)


def _passage(cursor: sqlite3.Cursor, sql: object) -> Passage:
    connection = cursor.connection
    if not isinstance(connection, SeenConnection):
        raise sqlite3.NotSupportedError("a cursor is made by its connection's cursor()")
    return Passage(connection, _ledgers[connection], _Present.witness, sql, cursor)


def _passes(connection: SeenConnection, sql: str, call: Callable[..., Any], *given: Any, **ends: Any) -> Any:
    if getattr(connection, "autocommit", None) is True and sql:
        return call(*given)  # then commit() and rollback() send nothing
    with Passage(connection, _ledgers[connection], _Present.witness, sql, **ends):
        return call(*given)


def ledger_of(connection: SeenConnection) -> Ledger:
    """The account of a connection."""
    return _ledgers[connection]


def watch(witness: Witness) -> None:
    """From now on every SeenConnection of this process tells this one."""
    _Present.witness = witness
