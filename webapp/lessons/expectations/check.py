"""One item of `checks`, and of a mistake's `when`."""

from typing import Self

from pydantic import model_validator

from webapp.lessons.expectations.output import OutputCheck
from webapp.lessons.expectations.raises import RaisesCheck
from webapp.lessons.expectations.rows import RowsCheck
from webapp.lessons.expectations.sql import SqlCheck
from webapp.lessons.expectations.value import ValueCheck
from webapp.lessons.part import Part, Written
from webapp.observation import Outcome

Expectation = OutputCheck | ValueCheck | RowsCheck | SqlCheck | RaisesCheck


class Check(Part):
    """One item of `checks`: a mapping whose one key says what is looked at."""

    output: OutputCheck | None = None
    value: ValueCheck | None = None
    rows: RowsCheck | None = None
    sql: SqlCheck | None = None
    raises: RaisesCheck | None = None

    @model_validator(mode="after")
    def has_one_key(self) -> Self:
        if len(self.model_fields_set) != 1:
            keys = ", ".join(f"`{key}`" for key in type(self).model_fields)
            raise ValueError(f"Each item here has exactly one of the keys {keys}; begin a new item for another.")
        return self

    @property
    def expectation(self) -> Expectation | None:
        """What the one key holds; None for the forms that only a `when` has."""
        return self.output or self.value or self.rows or self.sql or self.raises


class WhenCheck(Check):
    """One condition of a mistake: a check that holds, the exception, or the outcome that ended the answer."""

    error: Written | None = None
    outcome: Outcome | None = None

    @property
    def names_ending(self) -> bool:
        return self.error is not None or self.outcome is not None or self.raises is not None
