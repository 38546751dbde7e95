"""One lesson's file: bytes to a Lesson, with everything that is wrong in it."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from webapp.lessons.datasets import needed
from webapp.lessons.document import Document, parse
from webapp.lessons.explain import explain
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson, LessonFile
from webapp.lessons.structure import faults

LARGEST = 256 * 1024
"""Bytes of a file. The longest lesson so far has a tenth of that; this much YAML takes about a second to read."""


def read(path: Path, modules: Mapping[str, str] | None = None) -> tuple[Lesson | None, list[Problem]]:
    """The lesson in the file, and all problems in it; the lesson is None where any of them is serious.

    `modules` are the datasets there are; the lesson keeps those it imports. Raises nothing.
    """
    text = text_of(path)
    return (None, [text]) if isinstance(text, Problem) else from_text(text, path, modules or {})


def text_of(path: Path) -> str | Problem:
    """What stands in a file; the problem where it cannot be read, is too large or is no UTF-8."""
    data = content(path)
    if isinstance(data, Problem):
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return not_utf8(path, data, error)


def from_text(text: str, path: Path, modules: Mapping[str, str]) -> tuple[Lesson | None, list[Problem]]:
    """The lesson in `text`; `path` gives its id and stands in the problems."""
    document = parse(text)
    problems = [Problem(str(path), place.line, place.column, message) for place, message in document.faults]
    lesson = None
    if document.complete:
        if not isinstance(document.value, dict):
            problems.append(Problem(str(path), 1, 1, "A lesson is a mapping that begins with `title:`."))
        else:
            lesson, more = validated(document, path, modules)
            problems += more
    return (None if problems else lesson), sorted(problems)


def validated(document: Document, path: Path, modules: Mapping[str, str]) -> tuple[Lesson | None, list[Problem]]:
    try:
        written = LessonFile.model_validate(document.value, by_alias=True, by_name=False)
    except ValidationError as error:
        found = explain(error, document)
        return None, [Problem(str(path), place.line, place.column, message) for place, message in found]
    given = {name: getattr(written, name) for name in written.model_fields_set}
    lesson = Lesson(**given, id=path.stem, path=str(path), places=document.places)
    return lesson.model_copy(update={"modules": needed(lesson.code(), modules)}), faults(lesson)


def content(path: Path) -> bytes | Problem:
    try:
        if not path.is_file():
            return Problem(str(path), 1, 1, "This is not a file.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Problem(str(path), 1, 1, f"The file cannot be read: {error.strerror or error}.")
    if len(data) > LARGEST:
        return Problem(str(path), 1, 1, f"The file is larger than {LARGEST // 1024} KiB; split the lesson.")
    return data


def not_utf8(path: Path, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    byte = data[error.start]
    return Problem(str(path), line, column, f"The byte 0x{byte:02x} is not UTF-8; save the file as UTF-8.")
