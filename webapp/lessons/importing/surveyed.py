"""A first look at a reStructuredText document: its sections, and what its references stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webapp.lessons.importing.inline import Names
from webapp.lessons.importing.lines import Line, matches

ADORNMENT = re.compile(r"([=\-`:.'\"~^_*+#<>!$%&,/;?@|\\])\1{2,}")
LABEL = re.compile(r"\.\. +_`?(?P<name>[^:`]+)`?: *(?P<url>\S*)")
SUBSTITUTION = re.compile(r"\.\. +\|(?P<name>[^|]+)\| +(?P<kind>\w+):: *(?P<text>.*)")


def section(lines: Sequence[Line], at: int) -> tuple[str, str, int] | None:
    """Title, style and number of lines of the section that begins at `at`; None where none does."""
    if matches(ADORNMENT, lines, at) and matches(ADORNMENT, lines, at + 2):
        title, over, under = lines[at + 1].text.strip(), lines[at].text, lines[at + 2].text
        if title and over[0] == under[0]:
            return title, over[0] * 2, 3
    if matches(ADORNMENT, lines, at + 1) and lines[at].text and not lines[at].text[0].isspace():
        title, under = lines[at].text, lines[at + 1].text
        if not ADORNMENT.fullmatch(title) and not title.startswith((".. ", ">>>")):
            return title, under[0], 2
    return None


def survey(lines: Sequence[Line]) -> Names:
    """Titles of the labels that stand before sections, addresses of links, and substitutions."""
    names = Names()
    waiting: list[str] = []
    for at, line in enumerate(lines):
        if found := LABEL.fullmatch(line.text.strip()):
            if found["url"]:
                names.links[found["name"].lower()] = found["url"]
            else:
                waiting.append(found["name"].lower())
        elif found := SUBSTITUTION.fullmatch(line.text):
            names.substitutions[found["name"]] = found["text"] if found["kind"] == "replace" else ""
        elif line.text and (heading := section(lines, at)) is not None:
            names.labels |= dict.fromkeys(waiting, heading[0])
            waiting = []
        elif line.text and not line.text.startswith((".. ", " ")):
            waiting = []
    return names
