"""Lines of a document with their numbers, and how blocks are cut out of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line of the document: its number, from 1, and its text without blanks at the end."""

    number: int
    text: str


def numbered(text: str, first: int = 1) -> list[Line]:
    """The text's lines; tabs are widened, as reStructuredText wants."""
    return [Line(first + at, line.expandtabs().rstrip()) for at, line in enumerate(text.split("\n"))]


def indent(line: Line) -> int:
    """Blanks before the text."""
    return len(line.text) - len(line.text.lstrip())


def joined(lines: Sequence[Line]) -> str:
    """The lines' text."""
    return "\n".join(line.text for line in lines)


def dedented(lines: Sequence[Line], depth: int | None = None) -> list[Line]:
    """The lines without their common indentation, or without `depth` blanks; no blank lines at either end."""
    if depth is None:
        depth = min((indent(line) for line in lines if line.text), default=0)
    kept = [Line(line.number, line.text[min(depth, indent(line)) :]) for line in lines]
    while kept and not kept[-1].text:
        kept.pop()
    start = next((at for at, line in enumerate(kept) if line.text), len(kept))
    return kept[start:]


def hanging(lines: Sequence[Line], width: int) -> list[Line]:
    """The lines of an item of a list whose text begins `width` characters from the left, without its marker."""
    first, *rest = lines
    body = [Line(line.number, line.text[min(width, indent(line)) :]) for line in rest]
    return [Line(first.number, first.text[width:]), *body]


def end_of_indented(lines: Sequence[Line], at: int, depth: int) -> int:
    """Where the block ends that begins at `at`: blank lines, and lines of at least `depth` blanks."""
    end = at
    for number in range(at, len(lines)):
        if not lines[number].text:
            continue
        if indent(lines[number]) < depth:
            break
        end = number + 1
    return end


def end_of_paragraph(lines: Sequence[Line], at: int) -> int:
    """Where the next blank line is."""
    while at < len(lines) and lines[at].text:
        at += 1
    return at


def matches(pattern: re.Pattern[str], lines: Sequence[Line], at: int) -> bool:
    """Whether there is such a line, and the pattern is all of it."""
    return 0 <= at < len(lines) and pattern.fullmatch(lines[at].text) is not None
