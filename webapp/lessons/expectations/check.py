"""One item of `checks`, and of a mistake's `when`."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from webapp.lessons.expectations.form import Words
from webapp.lessons.expectations.function import FunctionCheck
from webapp.lessons.expectations.output import OutputCheck
from webapp.lessons.expectations.raises import RaisesCheck
from webapp.lessons.expectations.rows import RowsCheck
from webapp.lessons.expectations.sql import SqlCheck
from webapp.lessons.expectations.state import SessionCheck, StateCheck
from webapp.lessons.expectations.value import ValueCheck
from webapp.lessons.part import Part, Written
from webapp.observation import Outcome

Expectation = OutputCheck | ValueCheck | RowsCheck | SqlCheck | StateCheck | SessionCheck | RaisesCheck | FunctionCheck
"""What looks at one thing."""


class Check(Part):
    """One item of `checks`: a mapping whose one key says what is looked at.

    `all`: all of these hold; `any`: at least one of them; `not`: this one does not.
    """

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    output: OutputCheck | None = None
    """What is printed and echoed, without a traceback."""
    value: ValueCheck | None = None
    """What an expression gives in the names that the answer leaves."""
    rows: RowsCheck | None = None
    """What a query gives."""
    sql: SqlCheck | None = None
    """Which statements and transaction marks the answer sends, and how many."""
    state: StateCheck | None = None
    """Where an object stands in its life when the answer has ended."""
    session: SessionCheck | None = None
    """What a Session holds when the answer has ended."""
    raises: RaisesCheck | None = None
    """The exception that ends the answer, or that it handles."""
    function: FunctionCheck | None = None
    """What a function of the answer gives when it is called."""
    uses: Words | None = None
    """Words of Python that the answer must have. Only where the form is the point."""
    avoids: Words | None = None
    """Words of Python that the answer must not have."""
    every: Annotated[list["Check"], Field(min_length=1)] | None = Field(None, alias="all")
    """All of these hold."""
    some: Annotated[list["Check"], Field(min_length=1)] | None = Field(None, alias="any")
    """At least one of these holds."""
    no: "Check | None" = Field(None, alias="not")
    """This does not hold."""

    @model_validator(mode="after")
    def has_one_key(self) -> Self:
        if len(self.model_fields_set) != 1:
            keys = ", ".join(f"`{info.alias or key}`" for key, info in type(self).model_fields.items())
            raise ValueError(f"Each item here has exactly one of the keys {keys}; begin a new item for another.")
        return self

    @property
    def expectation(self) -> Expectation | None:
        """What the one key holds, where that looks at one thing of what the answer did."""
        return (
            self.output
            or self.value
            or self.rows
            or self.sql
            or self.state
            or self.session
            or self.raises
            or self.function
        )

    @property
    def parts(self) -> list["Check"]:
        """The checks that this one is made of; none where it looks at something itself."""
        return self.every or self.some or ([self.no] if self.no else [])

    def expectations(self) -> Iterator[Expectation]:
        """What it and everything in it look at."""
        if self.expectation is not None:
            yield self.expectation
        for part in self.parts:
            yield from part.expectations()


class WhenCheck(Check):
    """One condition of a mistake: a check that holds, the exception, or the outcome that ended the answer."""

    error: Written | None = None
    """The class, or a base, of the exception that ended the answer."""
    outcome: Outcome | None = None
    """How the answer ended."""

    @property
    def names_ending(self) -> bool:
        """Whether it looks at how the answer ended, so that it can hold of one that did not get far."""
        return (
            self.error is not None
            or self.outcome is not None
            or any(isinstance(each, RaisesCheck) for each in self.expectations())
        )
