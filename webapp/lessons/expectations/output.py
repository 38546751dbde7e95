"""`output`: what an answer prints."""

from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator

from webapp.lessons.part import Part, Pattern, Written, or_just


class OutputCheck(Part):
    """What the answer prints and echoes, compared by doctest's rules.

    `is`: exactly, `...` standing for anything; `contains`: somewhere; `matches`: a regular expression, somewhere;
    `same` (in YAML just `output: same`): as the solution prints it. `shows`, beside `matches`: what a visitor is shown
    as expected, since a pattern is not for their eyes.
    """

    model_config = ConfigDict(json_schema_extra=or_just("same"))

    exactly: str | None = Field(None, alias="is")
    """Exactly this text; `...` stands for anything."""
    contains: Written | None = None
    """This text, anywhere."""
    matches: Pattern | None = None
    """A regular expression, found anywhere; `^` and `$` stand at every line. Visitors never see it."""
    shows: Written | None = None
    """Beside `matches`: what a visitor is shown as expected, such as one output that would do."""
    same: bool = False
    """`true`: what the solution prints. Written as `output: same`."""

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
