"""Unquoted words that YAML takes for something else than they look: a comment, and `None`."""

import re
from itertools import pairwise

from ruamel.yaml.events import ScalarEvent

from webapp.lessons.problems import Path, Place

TEXTS = frozenset(
    "title summary text ask says hints example shows prelude setup starter solution also_right answer".split()
)
"""Keys whose values are prose or code, so that a `#` in them is meant to be there."""

COMMENT = (
    "In YAML a `#` after a blank begins a comment, which is not shown: put the whole text in quotes, or under `|`."
)
NONE = "In YAML `None` is the text 'None'; write `null`, or, if the text is meant, put it in quotes."

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
    key = next((part for part in reversed(path[-2:]) if isinstance(part, str)), "")
    return key in TEXTS


def is_none(event: ScalarEvent, path: Path) -> bool:
    """Whether the word is an unquoted `None` where a check has the value it expects."""
    return is_plain(event) and event.value == "None" and any(pair in EXPECTED for pair in pairwise(path))


EXPECTED = (("value", "is"), ("rows", "are"))
