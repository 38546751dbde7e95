"""`raises`: the exception of an answer."""

from typing import Self

from pydantic import model_validator

from webapp.lessons.part import Part, Pattern, Written


class RaisesCheck(Part):
    """The exception that ends the answer: its type or one of its bases, SQLAlchemy's code, words of its message.

    `handled`: it is raised and the answer handles it, in an `except` of its own, and runs to its end.
    """

    type: Written | None = None
    """The exception's class, or one of its bases."""
    code: Written | None = None
    """SQLAlchemy's code for it, such as `gkpj`."""
    matches: Pattern | None = None
    """A regular expression, found in its message."""
    handled: bool = False
    """`true`: the answer handles it itself, and runs to its end."""

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.type is None and self.code is None and self.matches is None:
            raise ValueError("`raises` needs at least one of `type`, `code` and `matches`.")
        return self
