"""Characters that JSON can carry, and neither a Python program nor a database can."""

from __future__ import annotations

import re

_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def unreadable_in(text: str) -> str | None:
    """Where the first of them is in a text, and what it is: the beginning of a sentence. None where there is none."""
    found = _UNREADABLE.search(text)
    if found is None:
        return None
    position = found.start()
    line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
    what = "a NUL character" if text[position] == "\0" else f"half a character, U+{ord(text[position]):04X}"
    return f"Line {line}, column {column}: there is {what}"
