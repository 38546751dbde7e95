"""Documents read in tests, and their parts in short."""

from pathlib import Path

from webapp.lessons.importing.parts import Document, Fragment, Part, Prose
from webapp.lessons.importing.restructured import restructured


def nothing(_: str) -> None:
    return None


def rst(text: str, **beside: str) -> Document:
    return restructured(Path("doc.rst"), text, lambda name: beside.get(name.partition(".")[0]))


def short(part: Part) -> tuple[str, ...]:
    """What a part is, and its text."""
    if isinstance(part, Prose):
        return ("prose", part.text)
    if isinstance(part, Fragment):
        return ("fragment", part.language, part.code)
    return ("hidden" if part.hidden else "code", part.source)


def in_short(document: Document) -> list[tuple[str, ...]]:
    return [short(part) for part in document.parts]
