"""What is committed on a connection, as a separate database to read from."""

from __future__ import annotations

import sqlite3
from weakref import WeakKeyDictionary

from webapp.inside.driver import sqlite
from webapp.inside.driver.ledger import is_in_transaction
from webapp.inside.driver.passing import ledger_of
from webapp.inside.driver.sqlite import GuardedConnection


class Images:
    """Copies of what is committed, each kept until something is committed on its connection."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[GuardedConnection, tuple[int, sqlite3.Connection]] = WeakKeyDictionary()

    def of(self, connection: GuardedConnection) -> sqlite3.Connection:
        """A connection to what is committed; the connection itself where no work is open on it."""
        ledger = ledger_of(connection)
        if not is_in_transaction(connection) and not ledger.unsettled:
            self.forget(connection)
            return connection
        kept = self._kept.get(connection)
        if kept is not None and kept[0] == ledger.commits and not ledger.unsettled:
            return kept[1]
        self.forget(connection)
        copy = sqlite.committed(connection)
        self._kept[connection] = (ledger.commits, copy)
        return copy

    def forget(self, connection: GuardedConnection) -> None:
        """Closes the copy of one connection, if there is one."""
        kept = self._kept.pop(connection, None)
        if kept is not None:
            kept[1].close()

    def close(self) -> None:
        """Closes all copies: each takes as much memory as its database."""
        for connection in list(self._kept):
            self.forget(connection)
