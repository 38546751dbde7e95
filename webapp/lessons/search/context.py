"""The place in a document's text that a question found, with its words marked."""

from __future__ import annotations

from collections.abc import Collection

from webapp.lessons.search.documents import Document
from webapp.lessons.search.words import words

BEFORE, AFTER = 60, 140
"""Characters shown around the first word found."""

Piece = tuple[str, bool]
"""A part of a text, and whether it is marked."""


def context(document: Document, by: Collection[str]) -> tuple[Piece, ...]:
    """The part of the text with the most of these words, cut at words; its beginning where they are in no text."""
    best: tuple[int, str, list[tuple[int, int]]] = (0, "", [])
    # What stands in the title is shown above.
    shown = document.texts if document.kind in ("text", "example", "exercise") else document.texts[1:]
    for text, _ in shown:
        places = [(start, end) for word, start, end in words(text) if word in by]
        kinds = len({text[start:end].lower() for start, end in places})
        if kinds > best[0]:
            best = (kinds, text, places)
    _, text, places = best
    text = text or next((each for each, _ in shown if each), "")
    first, last = _window(text, places[0][0] if places else 0)
    return _pieces(text, first, last, places)


def marked(text: str, by: Collection[str]) -> tuple[Piece, ...]:
    """A whole text, its words marked."""
    return _pieces(text, 0, len(text), [(start, end) for word, start, end in words(text) if word in by])


def _window(text: str, at: int) -> tuple[int, int]:
    first, last = max(0, at - BEFORE), min(len(text), at + AFTER)
    if first:
        first = text.find(" ", first, at) + 1 or first
    if last < len(text):
        cut = text.rfind(" ", at, last)
        last = cut if cut > at else last
    return first, last


def _pieces(text: str, first: int, last: int, places: list[tuple[int, int]]) -> tuple[Piece, ...]:
    found: list[Piece] = [("… ", False)] if first else []
    at = first
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start < at or end > last:
            continue
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    found.append((text[at:last], False))
    if last < len(text):
        found.append((" …", False))
    return tuple(piece for piece in found if piece[0])
