"""What every model of a lesson's file has in common."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Frozen; an unknown key, or a number where text belongs, is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_by_name=True, validate_by_alias=True)


def compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        where = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise ValueError(f"This is not a regular expression: {error.msg}{where}.") from error
    return pattern


def expression(source: str) -> str:
    try:
        compile(source.strip(), "<of>", "eval")
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"This is not one Python expression: {error.args[0]}.") from error
    return source


Written = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$", max_length=80)]
"""A step's id. Begins with a letter: numbers are the examples'."""

Pattern = Annotated[str, AfterValidator(compiled)]
Expression = Annotated[Written, AfterValidator(expression)]
