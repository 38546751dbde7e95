"""Jupyter's notebooks as the parts of a lesson: a cell of code is an example, with what it printed there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from webapp.lessons.importing.characters import newlines, unreadable
from webapp.lessons.importing.marked import Reader
from webapp.lessons.importing.parts import Code, Document, Fragment, Part, Prompt
from webapp.lessons.problems import Problem

CELL = re.compile(r'"cell_type"\s*:')
MAGIC = re.compile(r"^\s*(?:[%!]|[\w.]+\?{1,2}\s*$)", re.MULTILINE)
OF_IPYTHON = "This is for IPython alone (`%`, `!` or `?`)."


class Output(BaseModel):
    """What a cell left when it ran."""

    output_type: str
    name: str = "stdout"
    text: str | list[str] = ""
    data: dict[str, Any] = Field({})
    ename: str = ""
    evalue: str = ""

    @property
    def printed(self) -> str:
        """Its text, as a console shows it; what went to stderr, pictures and the like are none."""
        if self.output_type == "error":
            return f"Traceback (most recent call last):\n{self.ename}: {self.evalue}\n"
        if self.output_type == "stream":
            return _text(self.text) if self.name == "stdout" else ""
        plain = self.data.get("text/plain", "")
        text = _text(plain) if isinstance(plain, str | list) else ""
        return f"{text}\n" if text else ""


class Cell(BaseModel):
    """A cell of any kind."""

    cell_type: str
    source: str | list[str]
    outputs: list[Output] = Field([])
    execution_count: int | None = None


class Notebook(BaseModel):
    """The file, as far as it is looked at."""

    cells: list[Cell]
    metadata: dict[str, Any] = Field({})

    @property
    def language(self) -> str:
        """That of its kernel."""
        told = self.metadata.get("language_info") or self.metadata.get("kernelspec")
        name = (told.get("language") or told.get("name")) if isinstance(told, dict) else None
        return name.lower() if isinstance(name, str) else "python"


def notebook(path: Path, text: str) -> Document | Problem:
    """The document in `text`, or what is wrong with it."""
    try:
        read = Notebook.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        return Problem(str(path), error.lineno, error.colno, f"This is no notebook, for it is no JSON: {error.msg}.")
    except RecursionError:
        return Problem(str(path), 1, 1, "This is no notebook: it is nested too deeply.")
    except ValidationError as error:
        return _misshapen(path, text, error)
    except ValueError as error:
        return Problem(str(path), 1, 1, f"This is no notebook: {str(error).partition(':')[0]}.")
    reader = Reader(path, prompts=True)
    parts: list[Part] = []
    for cell, line in zip(read.cells, _lines(text, len(read.cells)), strict=True):
        if (problem := unreadable(path, newlines(_text(cell.source)), line)) is not None:
            return problem
        parts += _parts(cell, line, reader, read.language)
    return Document(path, reader.title, tuple(parts), tuple(reader.problems))


def _parts(cell: Cell, line: int, reader: Reader, language: str) -> Iterator[Part]:
    source = newlines(_text(cell.source)).rstrip()
    if cell.cell_type == "markdown":
        yield from reader.parts(source, line, run=False)
    elif cell.cell_type == "code" and source:
        if not language.startswith("python"):
            yield Fragment(source, language, line)
        elif MAGIC.search(source):
            yield Fragment(source, "python", line, OF_IPYTHON)
        else:
            yield Code((_prompt(cell, source, line),), last_only=True)


def _prompt(cell: Cell, source: str, line: int) -> Prompt:
    ran = cell.execution_count is not None or bool(cell.outputs)
    printed = "".join(output.printed for output in cell.outputs) if ran else None
    raises = any(output.output_type == "error" for output in cell.outputs)
    return Prompt(f"{source}\n", line, printed, raises=raises)


def _misshapen(path: Path, text: str, error: ValidationError) -> Problem:
    first = error.errors(include_url=False)[0]
    loc = first["loc"]
    if not loc or loc[0] != "cells" or len(loc) == 1:
        return Problem(str(path), 1, 1, "This is no notebook of format 4: it has no list `cells`. Save it anew.")
    number = int(loc[1])
    where = ".".join(str(part) for part in loc[2:3]) or "the cell"
    say = f"Cell {number + 1} is not as a notebook's cells are; see `{where}`: {first['msg']}."
    return Problem(str(path), _lines(text, number + 1)[-1], 1, say)


def _lines(text: str, count: int) -> list[int]:
    """The line of each cell; where that cannot be told, the line of the one before."""
    found, at, line = [], 0, 1
    for match in CELL.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        found.append(line)
    found = found[:count]
    return found + [found[-1] if found else 1] * (count - len(found))


def _text(text: str | list[Any]) -> str:
    return text if isinstance(text, str) else "".join(str(piece) for piece in text)
