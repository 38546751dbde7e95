"""`rows`: what a query gives."""

from typing import Annotated, Any, Literal

from pydantic import field_validator

from webapp.lessons.part import OneOrMore, Part, Query, Written

Cell = None | bool | int | float | str | dict[Literal["blob"], str]
"""A value of an expected row. A BLOB is `{blob: "<hex>"}`."""


class RowsCheck(Part):
    """The rows that the query `of` gives; without `are`, as the solution leaves them.

    `seen`: by `others`, who see what is committed, or from within the open `transaction`. `ordered`: true for all
    rows, or the columns by which they must be sorted as expected, where the order of rows with equal ones is free.
    `types`: 1 and 1.0 are told apart too. `engine` names the visitor's engine; empty means the only one, or the one
    that has the table.
    """

    of: Query
    """One query that only reads. Put it in quotes."""
    are: list[list[Cell]] | None = None
    """The rows, each of them a list; without it, those that the solution leaves."""
    seen: Literal["others", "transaction"] = "others"
    """By whom: `others` see what is committed, the `transaction` sees its own changes too."""
    ordered: Annotated[bool | list[Written], OneOrMore] = False
    """`true`: the order counts. Columns: rows must be sorted by them."""
    types: bool = False
    """`true`: 1 and 1.0 are told apart too."""
    engine: str = ""
    """The name of the visitor's engine; without it, the one that has the table."""

    @field_validator("ordered", mode="before")
    @classmethod
    def takes_no_word_for_yes(cls, value: Any) -> Any:
        if isinstance(value, str) and value.lower() in ("yes", "no", "on", "off", "true", "false"):
            raise ValueError(f"`ordered` must be true or false, or name columns: not the text {value!r}.")
        return value
