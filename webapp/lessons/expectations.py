"""The checks an author can write, and the forms of a mistake's `when`."""

import re
from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Literal, Self

from pydantic import Field, RootModel, field_validator, model_validator

from webapp.lessons.part import Expression, Part, Pattern, Query, Written
from webapp.observation import Outcome

SqlKey = Literal[
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "DROP",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK TO",
    "any",
]

Cell = None | bool | int | float | str | dict[Literal["blob"], str]
"""A value of an expected row. A BLOB is `{blob: "<hex>"}`."""

COMPARISONS: dict[str, tuple[Callable[[int, int], bool], str]] = {
    "": (eq, ""),
    "==": (eq, ""),
    "!=": (ne, "any number but "),
    ">=": (ge, "at least "),
    "<=": (le, "at most "),
    ">": (gt, "more than "),
    "<": (lt, "fewer than "),
}
COUNT = re.compile(r"\s*(==|!=|>=|<=|>|<|)\s*([0-9]{1,6})\s*")


class OutputCheck(Part):
    """What the answer prints and echoes, compared by doctest's rules.

    `is`: exactly, `...` standing for anything; `contains`: somewhere; `matches`: a regular expression, somewhere;
    `same` (in YAML just `output: same`): as the solution prints it. `shows`, beside `matches`: what a visitor is shown
    as expected, since a pattern is not for their eyes.
    """

    exactly: str | None = Field(None, alias="is")
    contains: Written | None = None
    matches: Pattern | None = None
    shows: Written | None = None
    same: bool = False

    @model_validator(mode="before")
    @classmethod
    def spelled_out(cls, value: Any) -> Any:
        if isinstance(value, str):
            if value != "same":
                raise ValueError("`output` is `same`, or a mapping with one of `is`, `contains` and `matches`.")
            return {"same": True}
        return value

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        given = [self.exactly is not None, self.contains is not None, self.matches is not None, self.same]
        if sum(given) != 1:
            raise ValueError("`output` needs exactly one of `is`, `contains`, `matches` and `same`.")
        if self.shows is not None and self.matches is None:
            raise ValueError("`shows` stands beside `matches`; all others show what they expect.")
        return self


class ValueCheck(Part):
    """The value of the expression `of`, in the names the answer leaves.

    `is`: as written in YAML; `is_repr`: as a Python literal (or, where it is none, as the value's repr); neither: as
    the solution gives it.
    """

    of: Expression
    equals: Any = Field(None, alias="is")
    is_repr: Written | None = None

    @property
    def expects(self) -> Literal["yaml", "repr", "solution"]:
        if self.is_repr is not None:
            return "repr"
        return "yaml" if "equals" in self.model_fields_set else "solution"

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        if self.is_repr is not None and "equals" in self.model_fields_set:
            raise ValueError("`value` takes `is` or `is_repr`, not both.")
        return self


class RowsCheck(Part):
    """The committed rows that the query `of` gives; without `are`, as the solution leaves them.

    `engine` names the visitor's engine; empty means the only one, or the one that has the table.
    """

    of: Query
    are: list[list[Cell]] | None = None
    ordered: bool = False
    engine: str = ""


class Count(Part):
    """How often something happens: `1`, `">= 1"`, `"< 3"`."""

    sign: str
    number: int

    @classmethod
    def read(cls, value: Any) -> Self:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return cls(sign="", number=value)
        found = COUNT.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise ValueError('A count is a number such as 1, or text such as ">= 1".')
        return cls(sign=found[1], number=int(found[2]))

    def holds(self, came: int) -> bool:
        return COMPARISONS[self.sign][0](came, self.number)

    def __str__(self) -> str:
        return f"{COMPARISONS[self.sign][1]}{self.number}"


class SqlCheck(RootModel[dict[SqlKey, int | str]]):
    """How many statements and transaction marks of each kind the answer sends: `{COMMIT: 1, INSERT: ">= 1"}`."""

    model_config = {"frozen": True, "strict": True}

    @field_validator("root", mode="after")
    @classmethod
    def counts_something(cls, root: dict[SqlKey, int | str]) -> dict[SqlKey, int | str]:
        if not root:
            raise ValueError("`sql` needs at least one count, such as {COMMIT: 1}.")
        for key, value in root.items():
            try:
                Count.read(value)
            except ValueError as error:
                raise ValueError(f"{key}: {error}") from error
        return root

    @property
    def counts(self) -> dict[SqlKey, Count]:
        return {key: Count.read(value) for key, value in self.root.items()}


class RaisesCheck(Part):
    """The exception that ends the answer: its type or one of its bases, SQLAlchemy's code, words of its message."""

    type: Written | None = None
    code: Written | None = None
    matches: Pattern | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.type is None and self.code is None and self.matches is None:
            raise ValueError("`raises` needs at least one of `type`, `code` and `matches`.")
        return self


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
