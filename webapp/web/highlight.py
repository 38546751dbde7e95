"""Coloured code: texts and token spans to escaped HTML. Nothing that comes from inside is ever taken as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from flask import Flask
from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers.python import PythonLexer, PythonTracebackLexer
from pygments.token import STANDARD_TYPES

Spans = Sequence[tuple[str, int]]
Piece = tuple[str, str]

KINDS = frozenset(STANDARD_TYPES.values()) - {"", "n", "w"}
"""Classes that mean something. Plain names and blanks, most of any text, have no colour and get no element."""
LEXERS: dict[str, Lexer] = {
    "python": PythonLexer(stripnl=False, ensurenl=False),
    "traceback": PythonTracebackLexer(stripnl=False, ensurenl=False),
}


def register(app: Flask) -> None:
    """Gives the templates `coloured(spans)`, `authored("python")` for what authors wrote, `ticked` for sentences."""
    for each in (coloured, authored, ticked):
        app.add_template_filter(each)


def pieces(text: str, spans: Spans) -> Iterator[Piece]:
    """The text cut where its colour changes; what no span covers comes last, plain. Unknown kinds are plain."""
    at = 0
    for kind, length in spans:
        if length > 0 and at < len(text):
            yield (kind if kind in KINDS else "", text[at : at + length])
            at += length
    if at < len(text):
        yield "", text[at:]


def markup(found: Iterable[Piece]) -> Markup:
    """Pieces as HTML: `<span class="k">with</span>`."""
    # Joining by Markup itself takes several times as long; `kind` is one of KINDS, and the text is escaped.
    parts = (f'<span class="{kind}">{html.escape(text)}</span>' if kind else html.escape(text) for kind, text in found)
    return Markup("".join(parts))  # noqa: S704


def coloured(text: str, spans: Spans = ()) -> Markup:
    """A text with the spans that came with it."""
    return markup(pieces(text, spans))


def spans_of(text: str, language: str) -> list[tuple[str, int]]:
    """The spans of what an author wrote; a visitor's text is never read here."""
    return [(STANDARD_TYPES.get(token, ""), len(value)) for token, value in LEXERS[language].get_tokens(text)]


@lru_cache(maxsize=2048)
def authored(text: str, language: str = "python") -> Markup:
    """A lesson's own code, coloured; kept, because lexers take half of the time that a page takes."""
    text = text.replace("\r\n", "\n").rstrip("\n")
    return coloured(text, spans_of(text, language))


def ticked(text: str) -> Markup:
    """A sentence, with what stands in backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
