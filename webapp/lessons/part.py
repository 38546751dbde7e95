"""What every model of a lesson's file has in common."""

import re
import warnings
from keyword import iskeyword
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


class Part(BaseModel):
    """Frozen; an unknown key, or a number where text belongs, is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_by_name=True, validate_by_alias=True)


def compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (OverflowError, RecursionError) as error:
        raise ValueError(f"This is not a regular expression that can be used: {error}.") from error
    except re.error as error:
        where = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise ValueError(f"This is not a regular expression: {error.msg}{where}.") from error
    return pattern


def expression(source: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `x is 2` is odd, but an expression
            compile(source.strip(), "<of>", "eval")
    except (MemoryError, RecursionError) as error:
        raise ValueError("This is nested too deeply to be one Python expression.") from error
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"This is not one Python expression: {error.args[0]}.") from error
    return source


def query(sql: str) -> str:
    found = FIRST_WORD.match(sql)
    if found is None or found[1].upper() not in QUERIES:
        begins = f"`{found[1]}`" if found else f"{sql.strip()[:20]!r}"
        raise ValueError(f"`of` is one query that only reads: it begins with {', '.join(QUERIES)}, not with {begins}.")
    return sql


def identifier(name: str) -> str:
    if not name.isidentifier() or iskeyword(name):
        raise ValueError(f"This must be one name, as Python has them: not {name[:60]!r}.")
    return name


def snippet(source: str) -> str:
    try:
        compile(source, "<before>", "exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ValueError(f"This is not Python: {error.args[0] if error.args else 'too deep'}.") from error
    return source


def one_or_more(value: Any) -> Any:
    """A single text as a list of it."""
    return [value] if isinstance(value, str) else value


QUERIES = ("SELECT", "WITH", "VALUES", "PRAGMA")
FIRST_WORD = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*([A-Za-z]+)\b", re.DOTALL)

Written = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$", max_length=80)]
"""A step's id. Begins with a letter: numbers are the examples'."""

Pattern = Annotated[str, AfterValidator(compiled)]
Expression = Annotated[Written, AfterValidator(expression)]
Query = Annotated[Written, AfterValidator(query)]
Identifier = Annotated[Written, AfterValidator(identifier)]
Snippet = Annotated[str, AfterValidator(snippet)]
OneOrMore = BeforeValidator(one_or_more)
"""For a list that may be written as its only item."""
AsList = BeforeValidator(lambda value: [value] if isinstance(value, dict) else value)
"""The same for a list of mappings."""
