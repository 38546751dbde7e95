"""Names and titles that people type: one line, without what cannot be seen."""

from __future__ import annotations


def one_line(text: str, longest: int) -> str:
    """The text with single blanks in place of others and of what cannot be printed, cut to so many characters."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:longest].rstrip()
