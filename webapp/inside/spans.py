"""Highlighting as data: (Pygments' short token class, number of characters), never HTML."""

from __future__ import annotations

from pygments.lexer import Lexer
from pygments.lexers.python import PythonLexer, PythonTracebackLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import STANDARD_TYPES, Token, _TokenType

Spans = list[tuple[str, int]]

LONGEST = 20_000
"""Characters of one text that are coloured; a longer one stays plain, so that colouring never decides a run's time."""

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
