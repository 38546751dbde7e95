"""A snippet's lines with the prompts they would have in Python's console, told from its text and spans alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from webapp.web.highlight import Piece, Spans, markup, pieces

CLAUSE = re.compile(r"(?:elif|else|except|finally)\b")
BLOCK = re.compile(r"(?:async|class|def|for|if|try|while|with)\b|@|match\b.*:\s*(?:#.*)?$")
"""`match` is a name too, so only a line that ends as the statement does begins a block."""


def register(app: Flask) -> None:
    """Gives the templates `console_lines(source, spans)` and `pointed(source, line, column, end_column)`."""
    app.add_template_global(console_lines)
    app.add_template_global(pointed)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a snippet: its prompt, `>>>` or `...`, and its coloured text."""

    prompt: str
    html: Markup


def console_lines(source: str, spans: Spans = ()) -> Sequence[Line]:
    """The lines of a snippet as the console shows them."""
    return _lines(source, tuple(spans))


@lru_cache(maxsize=32)  # one answer shows them in the console, over the tabs and in the timeline
def _lines(source: str, spans: Spans) -> Sequence[Line]:
    found: list[Line] = []
    inside_block = False
    for row, inside_string in _rows(source.rstrip(), spans):
        text = "".join(part for _, part in row)
        continues = bool(found) and (inside_string or _continues(text, inside_block))
        if not continues:
            inside_block = BLOCK.match(text) is not None
        found.append(Line("..." if continues else ">>>", markup(row)))
    return found


def _continues(text: str, inside_block: bool) -> bool:
    if not text.strip():
        return inside_block
    return text[0] in " \t)]}" or CLAUSE.match(text) is not None


def _rows(source: str, spans: Spans) -> Iterator[tuple[list[Piece], bool]]:
    """The pieces of each line, and whether the line begins within a string of several lines."""
    row: list[Piece] = []
    inside_string = False
    for kind, text in pieces(source, spans):
        first, *rest = text.split("\n")
        row.append((kind, first))
        for part in rest:
            yield row, inside_string
            row, inside_string = [(kind, part)], kind.startswith("s")
    yield row, inside_string


def in_strings(source: str, spans: Spans) -> list[bool]:
    """For each line of a snippet, whether it begins within a string of several lines."""
    return [inside for _, inside in _rows(source, spans)]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A line of a snippet and the marker under the place that a violation speaks of."""

    text: str
    marker: str


def pointed(source: str, line: int, column: int, end_column: int | None) -> Pointed | None:
    """The line, and carets below `column` (from 1) up to before `end_column`. None where there is no such line."""
    lines = source.split("\n")
    if not 1 <= line <= len(lines):
        return None
    text = lines[line - 1]
    before = text[: max(0, column - 1)]
    end = min(end_column or column + 1, len(text) + 1)
    # Tabs stay tabs, so that the marker stands where the text above it does.
    padding = "".join("\t" if character == "\t" else " " for character in before)
    return Pointed(text, padding + "^" * max(1, end - column))
