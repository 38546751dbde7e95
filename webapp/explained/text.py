"""Pieces of sentences. What a visitor named stands in backticks; it can hold none itself, and no line break."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

LONGEST = 80
HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode's categories of what is not seen, or turns round what is."""


def plain(text: str, longest: int = LONGEST) -> str:
    """A name or a value on one line, without backticks, cut short."""
    shown = (" " if each == "`" or category(each) in HIDDEN else each for each in text[: longest * 4])
    kept = " ".join("".join(shown).split())
    return f"{kept[:longest]}…" if len(kept) > longest else kept


def code(text: str, longest: int = LONGEST) -> str:
    """The same as code; nothing where there is none."""
    kept = plain(text, longest)
    return f"`{kept}`" if kept else ""


def with_article(name: str) -> str:
    """ "an `Astronaut`", "a `Mission`"."""
    shown = code(name)
    return f"{'an' if shown[1:2].lower() in set('aeiou') else 'a'} {shown}" if shown else "an object"


def listed(parts: Sequence[str], *, most: int = 3, word: str = "and") -> str:
    """ "a, b and c"; beyond `most` they are counted."""
    if len(parts) > most:
        parts = [*parts[:most], f"{len(parts) - most} more"]
    return f" {word} ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def sentence(text: str) -> str:
    """With a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
