"""`rows`: what a query gives."""

from typing import Literal

from webapp.lessons.part import Part, Query

Cell = None | bool | int | float | str | dict[Literal["blob"], str]
"""A value of an expected row. A BLOB is `{blob: "<hex>"}`."""


class RowsCheck(Part):
    """The committed rows that the query `of` gives; without `are`, as the solution leaves them.

    `engine` names the visitor's engine; empty means the only one, or the one that has the table.
    """

    of: Query
    are: list[list[Cell]] | None = None
    ordered: bool = False
    engine: str = ""
