"""What a known error looks like: its type, its message, what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.explained.errors.case import Case

DOCS = "https://docs.sqlalchemy.org/en/21/"
CODES = "https://sqlalche.me/e/21/"

PARTS = {
    "{name}": r"([\w.]{1,200}+)",
    "{text}": r"([^\n]{1,300}?)",
    "{line}": r"([^\n]{1,300})",
    "{some}": ".{0,300}?",
}
"""Short forms in patterns, bounded, so that no message of anybody's takes long to search."""


class Sentences(NamedTuple):
    """What happened, and what to do; without a capital letter and a full stop."""

    happened: str
    instead: str


Says = Callable[[Case], Sentences]
Place = Callable[[Case], int | None]


def nowhere(_case: Case) -> None:
    """Where nothing recorded tells more than the line that raised."""


@dataclass(frozen=True, slots=True)
class Known:
    """An error with an explanation.

    `id` names the page that tells of it in general; several that say the same share one.

    `type` is the exception's class or one of its bases, `pattern` is searched for in the message, and its groups are
    the case's `group(0)` and on. In it "{name}" is a group for a name, perhaps with dots, "{text}" a group for a few
    words, "{line}" one for the rest of the line, and "{some}" stands for anything between.

    `page` is a page of SQLAlchemy's documentation, for errors without a code of their own. `step` and `statement` find
    the place where it began.
    """

    id: str
    type: str
    says: Says
    page: str
    pattern: str = ""
    step: Place = Case.raised_step
    statement: Place = nowhere
    compiled: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(_written_out(self.pattern), re.DOTALL))


def _written_out(pattern: str) -> str:
    for short, long in PARTS.items():
        pattern = pattern.replace(short, long)
    return pattern
