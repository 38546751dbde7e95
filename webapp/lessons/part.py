"""What every model of a lesson's file has in common."""

import re
import warnings
from collections.abc import Callable
from keyword import iskeyword
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function


class Part(BaseModel):
    """Frozen; an unknown key, or a number where text belongs, is an error.

    What stands under a field is what editors show beside its key.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
    )


def or_just(word: str) -> Callable[[dict[str, Any]], None]:
    """For a model's `json_schema_extra`: in a lesson that one word may stand for the whole mapping."""

    def spelled(schema: dict[str, Any]) -> None:
        mapping = schema.copy()
        schema.clear()
        schema |= {"anyOf": [{"const": word}, mapping], "description": mapping.pop("description", "")}

    return spelled


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


class OneOrMoreItems:
    """For a list that may be written as its only item, of that type: in its values and in its JSON Schema."""

    def __init__(self, type_of_one: type) -> None:
        self._type = type_of_one

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self._as_list, handler(source))

    def _as_list(self, value: Any) -> Any:
        return [value] if isinstance(value, self._type) else value

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        forms = many.get("anyOf", [many])
        return {"anyOf": [*forms, *(form["items"] for form in forms if form.get("type") == "array")]}


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
OneOrMore = OneOrMoreItems(str)
"""For a list of texts that may be written as its only item."""
AsList = OneOrMoreItems(dict)
"""The same for a list of mappings."""
