"""One table as its connection sees it, told against what is committed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webapp.inside.recorder.tables.reader import Reader, Rows, Table
from webapp.inside.render import cell

Values = tuple[Any, ...]

MOST_ROWS = 500
LONGEST_CELL = 1_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Side:
    """Where a table is read, and what it is there; None where it does not exist there."""

    reader: Reader
    table: Table | None

    def rows(self) -> Rows:
        return {} if self.table is None else self.reader.rows(self.table, MOST_ROWS)

    def count(self, window: Rows) -> int:
        """How many rows there are, `window` being the first of them."""
        if self.table is None or len(window) < MOST_ROWS:
            return len(window)
        return self.reader.count(self.table)

    def beyond(self, window: Rows, wanted: Rows) -> Rows:
        """Rows outside the window that have the keys of others."""
        if self.table is None or len(window) < MOST_ROWS:
            return {}
        return self.reader.with_keys(self.table, wanted.keys() - window.keys())


def compared(table: Table, now: Side, others: Side) -> dict[str, Any]:
    """A table with the keys of `webapp.observation.Table`, but `engine`, `connection` and `shared`.

    `now` is its connection's side, `others` the committed one, and `table` what it is on the first that has it. Where
    nothing is open, both are the same.
    """
    present = now.rows()
    committed = present if now is others else others.rows()
    # Each side is a window on its table, so what is outside one is asked for by its key.
    old = committed | others.beyond(committed, present)
    still = present.keys() | now.beyond(present, committed).keys()
    in_order = _in_order(table, others.table)
    rows = [_row(values, None if key not in old else in_order(old[key])) for key, values in present.items()]
    rows += [_told(in_order(values), "gone") for key, values in committed.items() if key not in still]
    return {
        "name": table.name[:LONGEST_NAME],
        "columns": [column[:LONGEST_NAME] for column in table.columns],
        "rows": rows[:MOST_ROWS],
        "total": now.count(present),
        "others_total": None if others.table is None else others.count(committed),
        "dropped": now.table is None,
    }


def _in_order(table: Table, others: Table | None) -> Callable[[Values], Values]:
    """Puts the values of others' row in the order of this table's columns; a column they do not have is NULL."""
    if others is None or others.columns == table.columns:
        return lambda values: values
    places = {name: place for place, name in enumerate(others.columns)}
    found = [places.get(name) for name in table.columns]
    return lambda values: tuple(None if place is None else values[place] for place in found)


def _row(values: Values, old: Values | None) -> dict[str, Any]:
    if old is None:
        return _told(values, "inserted")
    if old == values:
        return _told(values, "committed")
    return _told(values, "changed") | {"others": _cells(old)}


def _told(values: Values, mark: str) -> dict[str, Any]:
    return {"values": _cells(values), "mark": mark}


def _cells(values: Values) -> list[Any]:
    return [_clipped(cell(value)) for value in values]


def _clipped(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return f"{value[:LONGEST_CELL]}..."
    return value
