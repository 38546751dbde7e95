"""What YAML takes for something else than it looks: a comment, `None`, and lines of code that it makes one."""

import re
from itertools import pairwise

from ruamel.yaml.events import ScalarEvent

from webapp.lessons.problems import Path, Place

TEXTS = frozenset(
    "title summary text ask says hints example shows prelude setup starter solution also_right answer".split()
)
"""Keys whose values are prose or code, so that a `#` in them is meant to be there."""

CODE = frozenset("prelude setup starter solution also_right answer example code broken".split())
"""Keys whose values are code, in which every line stands for itself."""

COMMENT = (
    "In YAML a `#` after a blank begins a comment, which is not shown: put the whole text in quotes, or under `|`."
)
NONE = "In YAML `None` is the text 'None'; write `null`, or, if the text is meant, put it in quotes."
BAR = "Without a bar, YAML makes these lines of code one: write `{}` and, below it, the code."

HASH = re.compile(r"[ \t]+#")
LEFT_OUT = re.compile(r"[^#]*?:[ \t]+#")


def is_plain(event: ScalarEvent) -> bool:
    return bool(event.implicit[0])


def cut(event: ScalarEvent, text: str) -> tuple[Place, str] | None:
    """What to say of the comment that ends an unquoted value on its line; None without one."""
    if not is_plain(event) or not event.value:
        return None
    mark = event.end_mark
    found = HASH.match(text, mark.index)
    return (Place(mark.line + 1, mark.column + found.end() - found.start()), COMMENT) if found else None


def left_out(key: Place, text: str) -> tuple[Place, str] | None:
    """The same where the comment is all there is after the key."""
    line = text.split("\n")[key.line - 1]
    found = LEFT_OUT.match(line, key.column - 1)
    return (Place(key.line, found.end()), COMMENT) if found else None


def is_text(path: Path) -> bool:
    """Whether the value at `path` is prose or code, or an item of a list of them."""
    return key_of(path) in TEXTS


def key_of(path: Path) -> str:
    """The key of the value at `path`, or of the list that it is an item of."""
    return next((part for part in reversed(path[-2:]) if isinstance(part, str)), "")


def folded(event: ScalarEvent, path: Path, text: str) -> str:
    """What to say of code whose lines YAML joins, as it does without a bar and under `>`; empty where it does not."""
    if key_of(path) not in CODE or not (is_plain(event) or event.style == ">"):
        return ""
    lines = [line for line in text[event.start_mark.index : event.end_mark.index].split("\n") if line.strip()]
    if len(lines) < (3 if event.style == ">" else 2):
        return ""
    return BAR.format("- |" if isinstance(path[-1], int) else f"{path[-1]}: |")


def is_none(event: ScalarEvent, path: Path) -> bool:
    """Whether the word is an unquoted `None` where a check has the value it expects."""
    return is_plain(event) and event.value == "None" and any(pair in EXPECTED for pair in pairwise(path))


EXPECTED = (("value", "is"), ("rows", "are"))
