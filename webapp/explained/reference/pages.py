"""The catalogue of errors: a page for each, that needs no run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from webapp.explained.errors import KNOWN
from webapp.explained.errors.general import general
from webapp.explained.errors.known import CODES, DOCS, Known
from webapp.explained.reference.about import About
from webapp.explained.reference.classes import BASES, CLASSES
from webapp.explained.reference.database import DATABASE
from webapp.explained.reference.elsewhere import ELSEWHERE
from webapp.explained.reference.flush import FLUSH
from webapp.explained.reference.mapping import MAPPING
from webapp.explained.reference.objects import OBJECTS
from webapp.explained.reference.states import STATES
from webapp.explained.reference.transactions import TRANSACTIONS

ABOUT: tuple[About, ...] = (*STATES, *TRANSACTIONS, *FLUSH, *DATABASE, *OBJECTS, *MAPPING, *ELSEWHERE)
ALIKE = {"xaj1": "xaj2", "c9ae": "b8d9"}
"""Codes that say the same as another."""
CODE = re.compile(r"(?:sqlalche\.me/e/(?:\w{1,6}/)?)?\b([a-z0-9]{4,5})/?\s*$")

EXAMPLE = re.compile(r"`[^`]*(?:user|address)[^`]*`", re.IGNORECASE)
"""A name of a user and their addresses, of whom every sample speaks."""

QUOTED = re.compile(r"`([^`]*)`")
WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A page on an error.

    `type` is the exception's class, `sample` its message as an example (empty where any will do), `says` two sentences
    on it, `code` SQLAlchemy's, `teaches` the lesson and step that show it ("lesson#step"), `link` SQLAlchemy's page.
    `quotes`: words of the sample stand in the sentences.
    """

    id: str
    title: str
    type: str
    sample: str
    says: tuple[str, str]
    code: str
    teaches: str
    link: str
    quotes: bool = False

    @property
    def is_class(self) -> bool:
        """Of a whole class, not of a message."""
        return not self.sample

    @property
    def has_example(self) -> bool:
        """Whether the sentences have names of the example in them, which are not those of somebody's own message."""
        return EXAMPLE.search(" ".join(self.says)) is not None


@cache
def pages() -> dict[str, ErrorPage]:
    """All pages by their ids: those on a message in the order of their subjects, then those on a class."""
    found = {each.id: _page(each) for each in ABOUT}
    for each in CLASSES:
        link = f"{CODES}{each.code}" if each.code else f"{DOCS}{each.page}"
        found[each.id] = ErrorPage(each.id, f"Any `{each.name}`", each.name, "", each.says, each.code, "", link)
    return found


def of_code(code: str) -> tuple[ErrorPage, ...]:
    """The pages for a code of SQLAlchemy's."""
    wanted = ALIKE.get(code, code)
    return tuple(page for page in pages().values() if page.code == wanted)


def code_in(text: str) -> str:
    """The code that somebody typed, alone or as the end of its address; empty where it is none that is known."""
    match = CODE.search(text.strip().lower()[-200:])
    return match[1] if match and of_code(match[1]) else ""


def patterns() -> list[dict[str, str]]:
    """What recognises an error, in order, for another regular expression engine: `id`, `type`, `pattern`.

    In JavaScript they want the flag s. Quantifiers are bounded, and messages are cut before, so none takes long.
    """
    return [{"id": each.id, "type": each.type, "pattern": _without_possessives(each)} for each in KNOWN]


def bases() -> dict[str, tuple[str, ...]]:
    """The base classes of SQLAlchemy's exceptions, nearest first."""
    return BASES


def classes() -> dict[str, str]:
    """The page of each exception of which something is said by its class alone."""
    return {each.name: each.id for each in CLASSES}


def codes() -> dict[str, str]:
    """The page to show for each code when the message is not recognised: a class's where one has it, else the first."""
    found: dict[str, str] = {}
    for page in (*(each for each in pages().values() if each.is_class), *pages().values()):
        if page.code:
            found.setdefault(page.code, page.id)
    return found | {alike: found[code] for alike, code in ALIKE.items()}


def _page(about: About) -> ErrorPage:
    known = next(each for each in KNOWN if each.id == about.id)
    says = general(known, about.sample, about.facts)
    link = f"{CODES}{about.code}" if about.code else f"{DOCS}{known.page}"
    quotes = _quotes(says, (*_groups(known, about.sample), *about.facts.values()))
    return ErrorPage(about.id, about.title, about.type, about.sample, says, about.code, about.teaches, link, quotes)


def _groups(known: Known, sample: str) -> tuple[str, ...]:
    match = known.compiled.search(sample)
    return tuple(group or "" for group in match.groups()) if match else ()


def _quotes(says: tuple[str, str], words: tuple[str, ...]) -> bool:
    quoted = QUOTED.findall(" ".join(says))
    return any(word == each or word in WORDS.split(each) for word in words for each in quoted if word)


def _without_possessives(known: Known) -> str:
    return known.compiled.pattern.replace("}+", "}")
