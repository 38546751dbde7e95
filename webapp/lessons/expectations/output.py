"""`output`: what an answer prints."""

from typing import Any, Self

from pydantic import Field, model_validator

from webapp.lessons.part import Part, Pattern, Written


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
