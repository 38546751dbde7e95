"""The tables while a snippet runs: what each line changed in them, and what was there before."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from webapp.inside.driver import sqlite
from webapp.inside.driver.passing import ledger_of
from webapp.inside.recorder.tables.images import Images
from webapp.inside.recorder.tables.tables import Databases, fitted

MOST_CHARACTERS = 60_000
"""Characters of rows that the looks of one snippet give; beyond, a table's totals alone."""
MOST_READ = 20_000
"""Rows that the looks of one snippet read; beyond, nothing is looked at before the snippet's end."""
MOST_PAGES = 512
"""Larger databases are looked at when the snippet has ended, and not line by line: 2 MiB."""

Key = tuple[str, str]


class TableWatch:
    """Looks at the tables again and again, cheaply where nothing passed through a connection since the last look.

    `begin()` before a snippet, `moving()` before anything that can change a table, `look()` after any line where
    `changed()`, and `finish()` after the snippet. `before()` gives what stood in the tables that changed.
    """

    def __init__(self) -> None:
        self._names: Mapping[str, object] = {}
        self._images = Images()
        self._known: dict[Key, dict[str, Any]] | None = None
        self._moves = 0
        self._looking = False
        self._forget()

    def _forget(self) -> None:
        self._room = MOST_CHARACTERS
        self._left = MOST_READ
        self._before: dict[Key, dict[str, Any]] = {}
        self._told: set[Key] = set()

    @property
    def left_out(self) -> bool:
        """Whether looking ended before the snippet did."""
        return self._left <= 0

    def begin(self, names: Mapping[str, object]) -> None:
        """A snippet begins, in a namespace where engines have their names."""
        self._names = names
        self._forget()
        if self._moves != _moves():
            self._known = None  # something was done between the snippets, or this is the first

    def moving(self, _connection: object) -> None:
        """Something is about to be sent that can change a table: the last moment to see what is there.

        Called before each such statement; looks only where nobody has looked since.
        """
        if self._known is None and not self._looking and self._left > 0:
            self._see()

    def changed(self) -> bool:
        """Whether it is worth looking: a few additions, no SQL."""
        return self._left > 0 and not self._looking and self._moves != _moves()

    def look(self) -> list[dict[str, Any]]:
        """The tables that differ from the last look, as plain data with the keys of `webapp.observation.Table`.

        One that is there no more is told without rows, as `dropped`. Empty where nothing was seen before.
        """
        known = self._known
        if self._see() is None or self._known is None or known is None:
            return []
        changed = [table for key, table in self._known.items() if known.get(key) != table]
        changed += [_nobodys(table) for key, table in known.items() if key not in self._known]
        for key in map(_key, changed):
            if key not in self._told:
                self._told.add(key)
                if key in known:
                    (self._before[key],), self._room = fitted([known[key]], self._room)
        given, self._room = fitted(changed, self._room)
        return given

    def before(self) -> list[dict[str, Any]]:
        """Each table that a look of this snippet found changed, as it stood before its first change."""
        return [self._before[key] for key in sorted(self._before)]

    def finish(self) -> list[dict[str, Any]]:
        """All tables as the snippet left them; what the next one finds."""
        found = self._see(every=True)
        self._images.close()
        return fitted(found or [])[0]

    def _see(self, *, every: bool = False) -> list[dict[str, Any]] | None:
        """All tables with all rows; None where they cannot be looked at now. Of `every` database, whatever its size."""
        self._looking, self._known = True, None
        try:
            moves = _moves()
            databases = Databases(self._names, self._images)
            is_small = databases.pages() <= MOST_PAGES
            if not is_small and not every:
                self._left = 0
                return None
            found = databases.whole()
        except sqlite3.Error:
            return None
        finally:
            self._looking = False
        self._moves = moves
        self._left -= sum(len(table["rows"]) for table in found) + len(found)
        if is_small:
            self._known = {_key(table): table for table in found if table["name"]}
        return found


def _moves() -> int:
    # By the set's own references: every mark asks, and to go through a WeakSet takes several times as long.
    alive = [found for each in list(sqlite.connections.data) if (found := each()) is not None]  # type: ignore[attr-defined]
    return sum([ledger_of(connection).moves for connection in alive])


def _key(table: Mapping[str, Any]) -> Key:
    return table["engine"], table["name"]


def _nobodys(table: Mapping[str, Any]) -> dict[str, Any]:
    return {**table, "rows": [], "total": 0, "others_total": None, "dropped": True}
