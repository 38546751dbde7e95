"""A text as words to look for: folded, and names of Python both whole and in their parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"\w+(?:\.\w+)*")
PART = re.compile(r"[^\W_]+")
LONGEST_WORD = 60


def folded(text: str) -> str:
    """Without case and accents, character by character: as long as the text itself."""
    return "".join(map(_folded, text))


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFKD", character)[:1].casefold()
    return base if len(base) == 1 else character


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with where it begins and ends: `session.expire_all` whole, and session, expire_all, expire, all."""
    for found in WORD.finditer(folded(text)):
        start, seen = found.start(), set()
        for word, at in _parts(found[0]):
            if (word, at) not in seen and len(word) <= LONGEST_WORD:
                seen.add((word, at))
                yield word, start + at, start + at + len(word)


def _parts(word: str) -> Iterator[tuple[str, int]]:
    yield word, 0
    at = 0
    for name in word.split("."):
        yield name, at
        for part in PART.finditer(name):
            yield part[0], at + part.start()
        at += len(name) + 1
