"""Sentences for what pydantic finds wrong in a lesson's values."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from webapp.lessons.blanks import foreign
from webapp.lessons.document import Document
from webapp.lessons.near import near
from webapp.lessons.part import Part
from webapp.lessons.problems import Path, Place, nearest
from webapp.lessons.schema import KINDS, LessonFile

WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "none_required": "nothing",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}

YES_OR_NO = dict.fromkeys(("yes", "on", "y", "true"), "true") | dict.fromkeys(("no", "off", "n", "false"), "false")
"""What authors write for true and false: older YAML had the first three of each."""

TAKEN_FOR: Mapping[type, str] = {
    dict: ": a colon with a space after it, or a `{` at the beginning, makes it one",
    list: ": a `[` or a dash at the beginning makes it one",
}
"""Why YAML does not see text where an author wrote some."""


def explain(error: ValidationError, document: Document, root: type[Part] = LessonFile) -> Iterator[tuple[Place, str]]:
    """Place and sentence of everything wrong in a file of the model `root`."""
    told = set()
    for each in error.errors(include_url=False):
        place, sentence = explained(each, document, root)
        # A value that fits no member of a union comes once for each member; all of them want the same type.
        key = (place, "type" if each["type"] in WANTED else sentence)
        if key not in told:
            told.add(key)
            yield place, sentence


def explained(error: ErrorDetails, document: Document, root: type[Part]) -> tuple[Place, str]:
    kind, loc = error["type"], error["loc"]
    path, value = located(loc, document.value)
    place = nearest(document.places, path)
    key = next((f"`{part}`" for part in reversed(path) if isinstance(part, str)), whole(root))
    subject = f"An item of {key}" if path and isinstance(path[-1], int) else key
    if kind == "extra_forbidden":
        return document.keys.get(path, place), unknown_key(str(path[-1]), owner(loc[:-1], root))
    if kind == "missing":
        return place, f"{belongs(loc[:-1], root)} needs `{loc[-1]}`."
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return first_key(document, path, value), unknown_step(value)
    if kind == "literal_error":
        expected = error["ctx"]["expected"]
        meant = near(str(value), re.findall("'([^']*)'", expected))
        return place, f"{subject} must be {expected}, not {described(value)}.{meant}"
    if kind == "string_pattern_mismatch":
        letters = "lower-case letters, digits, dashes or underscores, beginning with a letter"
        return place, f"{subject} must be {letters}: not {value!r}."
    if kind in ("string_too_short", "too_short"):
        return place, f"{subject} is empty."
    if kind == "string_too_long":
        return place, f"{subject} is longer than {error['ctx']['max_length']} characters."
    if kind == "value_error":
        return place, str(error["ctx"]["error"])
    return place, wrong_type(kind, loc, subject, value)


def located(loc: tuple[str | int, ...], value: Any) -> tuple[Path, Any]:
    """The path in the file that pydantic's path means: without tags, members of unions and list wrappers."""
    path: list[str | int] = []
    for part in loc:
        if leads_on(value, part):
            path.append(part)
            value = value[part]
    return tuple(path), value


def leads_on(value: Any, part: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def words(loc: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(loc) if isinstance(part, str)), "")


def owner(loc: tuple[str | int, ...], root: type[Part]) -> list[str]:
    """The keys there are where an error's path leads."""
    model: type[Part] | None = root
    for part in loc:
        if isinstance(part, str) and model is not None:
            model = KINDS.get(part.removesuffix(" step")) or below(model, part) or model
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


def below(model: type[Part], key: str) -> type[Part] | None:
    """The model of what stands under a key: itself, or an item of its list."""
    fields = (info for name, info in model.model_fields.items() if key in (name, info.alias))
    return next((found for info in fields for found in parts_of(info.annotation)), None)


def parts_of(annotation: Any) -> Iterator[type[Part]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from parts_of(argument)


def whole(root: type[Part]) -> str:
    return "A lesson" if root is LessonFile else "This file"


def belongs(loc: tuple[str | int, ...], root: type[Part]) -> str:
    word = words(loc)
    if not word:
        return whole(root)
    if word.endswith(" step"):
        return f"An {word}" if word[0] in "aeiou" else f"A {word}"
    return "A mistake" if word == "mistakes" else f"`{word}`"


def suggestion(key: str, known: list[str]) -> str:
    if likeliest := near(key, known):
        return likeliest
    return f" It can be {', '.join(f'`{word}`' for word in known)}." if known else ""


def unknown_key(key: str, known: list[str]) -> str:
    if key in KINDS and "steps" not in known:
        return f"`{key}` begins a step of its own: put it on a new line that begins with a dash."
    return f"The key `{key}` is not known here.{foreign(key)}{suggestion(key, known)}"


def unknown_step(value: Any) -> str:
    if not isinstance(value, dict) or not value:
        return f"A step is a mapping that begins with {beginnings()}, not {described(value)}."
    key = next(iter(value))
    return f"A step begins with {beginnings()}, not `{key}`.{near(key, KINDS)}"


def beginnings() -> str:
    *others, last = (f"`{key}`" for key in KINDS)
    return f"{', '.join(others)} or {last}"


def first_key(document: Document, path: Path, value: Any) -> Place:
    if isinstance(value, dict) and value:
        return document.keys.get((*path, next(iter(value))), nearest(document.places, path))
    return nearest(document.places, path)


def wrong_type(kind: str, loc: tuple[str | int, ...], subject: str, value: Any) -> str:
    wanted = WANTED.get(kind, "something else")
    if "are" in loc and kind == "list_type":
        row = "a list such as [Annie, Montrose]"
        wanted = f"a row, which is {row}" if isinstance(loc[-1], int) else f"a list of rows, each of them {row}"
    elif "are" in loc:
        wanted = "a value: null, a number, text or {blob: hex}"
    elif "sql" in loc:
        wanted = 'a count such as 1 or ">= 1"'
    if value is None:
        return f"{subject} must be {wanted}, and nothing stands there; write it, or leave the key out."
    quotes = ""
    if wanted == "text":
        quotes = f"{TAKEN_FOR.get(type(value), '')}; put it in quotes"
    elif wanted == "a list" and isinstance(value, str):
        quotes = "; put each item after a dash, on a line of its own"
    elif kind == "bool_type" and str(value).lower() in YES_OR_NO:
        quotes = f"; write {YES_OR_NO[str(value).lower()]}, without quotes"
    return f"{subject} must be {wanted}, not {described(value)}{quotes}."


def described(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {value[:60]!r}"
    return "a list" if isinstance(value, list) else "a mapping"
