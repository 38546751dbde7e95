"""`raises`: the exception of an answer."""

from typing import Self

from pydantic import model_validator

from webapp.lessons.part import Part, Pattern, Written


class RaisesCheck(Part):
    """The exception that ends the answer: its type or one of its bases, SQLAlchemy's code, words of its message.

    `handled`: it is raised and the answer handles it, in an `except` of its own, and runs to its end.
    """

    type: Written | None = None
    code: Written | None = None
    matches: Pattern | None = None
    handled: bool = False

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.type is None and self.code is None and self.matches is None:
            raise ValueError("`raises` needs at least one of `type`, `code` and `matches`.")
        return self
