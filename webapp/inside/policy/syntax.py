"""Parsing: a tree, or a violation that shows where Python stopped reading."""

from __future__ import annotations

import ast
import re
import warnings

from webapp.inside.lines import lines_of

Violation = dict[str, object]

LONGEST = 500
"""Characters of a line that is still shown with its mark."""
_CHARACTER = re.compile(r"invalid (?:non-printable )?character .*?U\+([0-9A-F]{4,6})")
_QUOTE = "That is a typographic quote, as phones and word processors make it. Type ' or \" instead."
_QUOTES = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u00ab\u00bb\u00b4"
LOOK_ALIKES = (
    dict.fromkeys(_QUOTES, _QUOTE)
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "That is a dash. Type - for minus.")
    | dict.fromkeys(
        "\u00a0\u202f\u2007\u2009\u3000", "That is a special space, as web pages have it. Type an ordinary space."
    )
    | dict.fromkeys(
        "\u00ad\u200b\u200c\u200d\u2060\ufeff", "That is an invisible character. Delete it, or type the line anew."
    )
    | {"\u2026": "That is one character, an ellipsis. Type three dots instead."}
)
_UNENDED = "A typographic quote ends no string that a straight one began. Type ' or \" there instead."
TOO_DEEP = "This is nested too deeply for Python to read."


def parse(source: str) -> tuple[ast.Module | None, Violation | None]:
    """The tree of a snippet, or why it has none. Never raises."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source, "<snippet>"), None
    except SyntaxError as error:
        return None, _not_python(source, error)
    except (RecursionError, MemoryError):
        return None, violation(1, 1, None, "syntax", TOO_DEEP, "Break it into several statements.")
    except (ValueError, OverflowError) as error:
        return None, _unreadable(source, error)


def violation(line: int, column: int, end: int | None, rule: str, message: str, instead: str = "") -> Violation:
    """One violation as plain data, with the keys the observation has."""
    return {"line": line, "column": column, "end_column": end, "rule": rule, "message": message, "instead": instead}


def _not_python(source: str, error: SyntaxError) -> Violation:
    line, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
    if "\0" in source and "null byte" in str(error.msg):
        return _unreadable(source, error)
    end = error.end_offset if error.end_lineno == error.lineno else None
    if end is not None and line <= len(lines := lines_of(source)):
        end = min(end, len(lines[line - 1]) + 1)  # since Python 3.12 the line's end itself counts as a character
    message = f"{type(error).__name__}: {printable(str(error.msg)[:LONGEST])}"
    return violation(line, column, end if end and end > column else None, "syntax", message, _instead(source, error))


def _instead(source: str, error: SyntaxError) -> str:
    """Advice where Python's own words do not help: characters that look like others."""
    found = _CHARACTER.match(str(error.msg))
    if found:
        return LOOK_ALIKES.get(chr(int(found[1], 16)), "")
    lines = lines_of(source)
    line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
    # Python says of such a line only that its string has no end.
    return _UNENDED if "unterminated string" in str(error.msg) and any(quote in line for quote in _QUOTES) else ""


def _unreadable(source: str, error: Exception) -> Violation:
    """Characters that no Python text has: NUL, and halves of a pair of surrogates."""
    for position, character in enumerate(source):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            until = lines_of(source[: position + 1])
            line, column = len(until), len(until[-1])
            name = "a NUL character" if character == "\0" else f"the lone surrogate U+{ord(character):04X}"
            message = f"SyntaxError: the text has {name}."
            return violation(line, column, column + 1, "syntax", message, "Delete it; in data write it as an escape.")
    return violation(1, 1, None, "syntax", f"SyntaxError: {printable(str(error))}")


def printable(text: str) -> str:
    """The text without lone surrogates, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
