"""The tables of the visitor's engines."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.observation.part import Cell, Count, Number, Part, Short

MOST_COLUMNS = 2_000
"""SQLite's own limit."""
Values = Annotated[list[Cell], Field(max_length=MOST_COLUMNS)]


class Row(Part):
    """A table's row as the visitor's connection sees it, told against what is committed.

    `committed`: the same in both. `inserted`, `changed`: only in the open transaction. `gone`: deleted there, still
    committed; its values are the committed ones. `others` are the committed values of a changed row.
    """

    values: Values
    mark: Literal["committed", "inserted", "changed", "gone"] = "committed"
    others: Values | None = None


class Table(Part):
    """A table of one of the visitor's engines. `total` counts all rows; `rows` keeps at most 500.

    `others_total` counts the rows that others see, None where the table does not exist for them yet; `dropped`: the
    open transaction dropped it, so that it exists for others alone, or (in a step) for nobody any more. `shared`:
    every session of this engine uses this one connection, so that one session's open work is seen, committed and
    rolled back by the next.
    """

    engine: Short
    name: Short
    columns: Annotated[list[Short], Field(max_length=MOST_COLUMNS)]
    rows: Annotated[list[Row], Field(max_length=500)]
    total: Count
    others_total: Count | None = None
    dropped: bool = False
    connection: Number | None = None
    shared: bool = False


Tables = Annotated[list[Table], Field(max_length=100)]
