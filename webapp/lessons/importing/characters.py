"""Characters that cannot stand in a lesson, which is YAML."""

from __future__ import annotations

import re
from pathlib import Path

from webapp.lessons.problems import Problem

UNREADABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+")
"""What YAML does not allow, the mark of byte order, and what some take for the end of a line."""


def newlines(text: str) -> str:
    """The text with every line ended by a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def unreadable(path: Path, text: str, line: int = 1) -> Problem | None:
    """The first character in the text that no lesson can hold; the text begins in that line of the file."""
    found = UNREADABLE.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    say = f"The character U+{ord(found[0][0]):04X} cannot stand in a lesson; remove it."
    return Problem(str(path), line + before.count("\n"), len(before) - before.rfind("\n"), say)
