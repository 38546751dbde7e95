"""Highlighting as data: (Pygments' short token class, number of characters), never HTML."""

from __future__ import annotations

from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers.python import PythonLexer, PythonTracebackLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import STANDARD_TYPES, Token, _TokenType

Spans = list[tuple[str, int]]

LONGEST = 20_000
"""Characters of one text that are coloured; a longer one stays plain, so that colouring never decides a run's time."""

LONGEST_REMEMBERED = 2_000
REMEMBERED = 64
"""Characters and number of the texts whose spans are remembered: a few hundred kilobytes at most."""

_OPTIONS = {"stripnl": False, "ensurenl": False}
PYTHON = PythonLexer(**_OPTIONS)
TRACEBACK = PythonTracebackLexer(**_OPTIONS)
SQL = SqlLexer(**_OPTIONS)


def _short(token: _TokenType) -> str:
    kind: _TokenType | None = token
    while kind is not None and kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES.get(kind or Token, "")


def spans(text: str, lexer: Lexer) -> Spans:
    """The spans of a text, end to end; empty when it is too long, or when the lexer changed it."""
    if not text or len(text) > LONGEST:
        return []
    # The same statement comes again and again, and reading it takes longer than SQLite takes to run it.
    return list(_remembered(text, lexer)) if len(text) <= LONGEST_REMEMBERED else _read(text, lexer)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str, lexer: Lexer) -> tuple[tuple[str, int], ...]:
    return tuple(_read(text, lexer))


def forget() -> None:
    """Has each text read again."""
    _remembered.cache_clear()


def _read(text: str, lexer: Lexer) -> Spans:
    found: Spans = []
    for token, value in lexer.get_tokens(text):
        short = _short(token)
        if short == "w":  # white space, which one version of Pygments or another tells apart
            short = ""
        if found and found[-1][0] == short:
            found[-1] = (short, found[-1][1] + len(value))
        elif value:
            found.append((short, len(value)))
    # Pygments turns \r\n into \n: spans of another text than the one shown would colour the wrong characters.
    return found if sum(length for _, length in found) == len(text) else []
