"""Blanks that are wrong and hard to see: none after a key's colon, or others than spaces before it; and letters."""

import re
import unicodedata

from webapp.lessons.problems import Place

GLUED = re.compile(r"[ ]*(?:- )*[A-Za-z_-]+:(?=[^\s/:])")
ODD = re.compile(r"[ ]*(?:- )*(?P<odd>[^\S\t\r\n ]|[\u200b-\u200d\u2060\ufeff])")
ABOVE = 5
"""Lines above the one where the parser stopped in which the cause is looked for."""


def unseen(text: str, line: int) -> tuple[Place, str] | None:
    """Place and sentence of such a blank at or shortly above a line (from 1) that the parser stopped at."""
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(0, line - ABOVE), -1):
        if found := ODD.match(lines[number - 1]):
            told = f"This blank is {named(found['odd'])}, which YAML takes for text; indent with spaces."
            return Place(number, found.start("odd") + 1), told
    for number in range(min(line, len(lines)), max(0, line - 2), -1):
        if found := GLUED.match(lines[number - 1]):
            return Place(number, found.end()), "A space is missing after this colon."
    return None


def foreign(key: str) -> str:
    """What to say of letters in a key that look like others, or like nothing; empty where all are ASCII."""
    odd = list(dict.fromkeys(each for each in key if not each.isascii()))
    return f" It has {', '.join(map(named, odd))} in it." if odd else ""


def named(character: str) -> str:
    return f"U+{ord(character):04X}, {unicodedata.name(character, 'a control character')}"
