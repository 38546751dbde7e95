"""All texts of a part of a lesson, whatever keys the model has."""

from collections.abc import Iterator
from typing import Any

from webapp.lessons.part import Part
from webapp.lessons.problems import Path


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a part, or in a list or mapping of parts, with the way to it by the file's keys."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Part):
        for name, info in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from texts(each, (*path, index))


def text_key(path: Path) -> str:
    """The key that a text stands under, also as an item of its list."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
