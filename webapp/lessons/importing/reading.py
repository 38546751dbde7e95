"""A file on disk as a document: `.rst` and `.txt` (reStructuredText), `.md` (Markdown), `.ipynb` (Jupyter's)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from webapp.lessons.importing.characters import newlines, unreadable
from webapp.lessons.importing.marked import marked
from webapp.lessons.importing.notebook import notebook
from webapp.lessons.importing.parts import Document
from webapp.lessons.importing.restructured import restructured
from webapp.lessons.problems import Problem
from webapp.lessons.reader import not_utf8

MIB = 1024 * 1024
LARGEST = {".rst": MIB, ".txt": MIB, ".md": MIB, ".ipynb": 16 * MIB}
"""Bytes of a file by its kind. Notebooks carry their pictures along."""
SIBLING = re.compile(r"[\w-]+\.(?:rst|txt)")


def document(path: Path) -> Document | Problem:
    """The document in the file, or why there is none."""
    kind = path.suffix.lower()
    if kind not in LARGEST:
        return Problem(str(path), 1, 1, f"What can be imported ends in {', '.join(LARGEST)}.")
    text = _text(path, LARGEST[kind])
    if isinstance(text, Problem):
        return text
    if kind == ".ipynb":
        read = notebook(path, text)
    elif kind == ".md":
        read = marked(path, text)
    else:
        read = restructured(path, text, _beside(path))
    if isinstance(read, Document) and not read.parts:
        return Problem(str(path), 1, 1, "There is nothing in this document.")
    return read


def _text(path: Path, largest: int) -> str | Problem:
    try:
        if not path.is_file():
            return Problem(str(path), 1, 1, "There is no such file.")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        return Problem(str(path), 1, 1, f"The file cannot be read: {error.strerror or error}.")
    if len(data) > largest:
        return Problem(str(path), 1, 1, f"The document is larger than {largest // MIB} MiB; split it.")
    try:
        text = newlines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return not_utf8(path, data, error)
    return unreadable(path, text) or text


def _beside(path: Path) -> Callable[[str], str | None]:
    def include(name: str) -> str | None:
        text = _text(path.with_name(name), MIB) if SIBLING.fullmatch(name) else None
        return text if isinstance(text, str) else None

    return include
