"""Parsing: a tree, or a violation that shows where Python stopped reading."""

from __future__ import annotations

import ast
import traceback
import warnings

Violation = dict[str, object]

LONGEST = 500
"""Characters of a line that is still shown with its mark."""
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
    message = f"{type(error).__name__}: {printable(str(error.msg)[:LONGEST])}"
    if error.text is not None and len(error.text) <= LONGEST:
        message = "\n".join([message, *_caret(error)])
    return violation(line, column, end if end and end > column else None, "syntax", message)


def _caret(error: SyntaxError) -> list[str]:
    """The line and the mark below it, as Python shows them."""
    shown = "".join(traceback.format_exception_only(error)).splitlines()
    return [printable(each) for each in shown if each.startswith("    ")]


def _unreadable(source: str, error: Exception) -> Violation:
    """Characters that no Python text has: NUL, and halves of a pair of surrogates."""
    for position, character in enumerate(source):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            before = source[:position].split("\n")
            line, column = len(before), len(before[-1]) + 1
            name = "a NUL character" if character == "\0" else f"the lone surrogate U+{ord(character):04X}"
            shown = printable(source.split("\n")[line - 1].replace("\0", "\N{REPLACEMENT CHARACTER}"))
            message = f"SyntaxError: the text has {name}"
            if len(shown) <= LONGEST:
                message += f"\n    {shown}\n    {' ' * (column - 1)}^"
            return violation(line, column, column + 1, "syntax", message, "Delete it; in data write it as an escape.")
    return violation(1, 1, None, "syntax", f"SyntaxError: {printable(str(error))}")


def printable(text: str) -> str:
    """The text without lone surrogates, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
