"""`value`: what an expression gives."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from webapp.lessons.part import Expression, Part, Written


class ValueCheck(Part):
    """The value of the expression `of`, in the names the answer leaves.

    `is`: as written in YAML; `is_repr`: as a Python literal (or, where it is none, as the value's repr); neither: as
    the solution gives it. `form`: a tuple is no list then, 1 is not 1.0, and a Row is a Row.
    """

    of: Expression
    """A Python expression in the names that the answer leaves."""
    equals: Any = Field(None, alias="is")
    """Its value as YAML, compared by meaning; Python's `None` is `null`."""
    is_repr: Written | None = None
    """Its value as a Python literal, or a repr."""
    form: bool = False
    """`true`: a tuple is no list then, 1 is not 1.0, and a Row is a Row."""

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
