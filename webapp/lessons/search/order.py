"""The order in which what was found is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter

from webapp.lessons.search.documents import LESSON
from webapp.lessons.search.index import Found
from webapp.lessons.search.words import WORD, folded

MOST_AT_ONCE = 10
"""Of lessons, of words or of errors, before the next of these has its turn."""


WHOLE, NAMED, BEGUN, MENTIONED = range(4)
"""How near a document is to a question: it teaches just that; is named or known for its words; for words that begin so;
or only has them."""


def in_order(found: Iterable[Found], question: str, *, errors_first: bool) -> Sequence[Found]:
    """What lessons teach, then what words mean, then errors; those first where an error is asked for.

    A lesson's places that teach what is asked for stand before those that speak of it, in the order of the course; else
    the best fit is first. A place on a page is shown once: prose leads to the step before it, which may have been found
    as well.
    """
    lessons: dict[tuple[str, str], Found] = {}
    terms: list[Found] = []
    errors: list[Found] = []
    asked = [word.rpartition(".")[2] for word in WORD.findall(folded(question))]
    for _, each in sorted(((_rank(each, asked), each) for each in found), key=itemgetter(0)):
        if each.document.kind in LESSON:
            lessons.setdefault((each.document.page, each.document.anchor), each)
        else:
            (errors if each.document.kind == "error" else terms).append(each)
    groups = [list(lessons.values()), terms, errors]
    if errors_first:
        groups.insert(0, groups.pop())
    firsts = chain.from_iterable(group[:MOST_AT_ONCE] for group in groups)
    return [*firsts, *chain.from_iterable(group[MOST_AT_ONCE:] for group in groups)]


def _rank(found: Found, asked: Sequence[str]) -> tuple[int, int, float]:
    near = _nearness(found, asked)
    return near, found.number if near == NAMED else 0, -found.score


def _nearness(found: Found, asked: Sequence[str]) -> int:
    document = found.document
    named = [text for text, _ in document.known_for]
    if any(_names(text) == list(asked) for text in named):
        return WHOLE
    if document.kind not in LESSON or document.kind == "lesson":
        named.append(document.title)
    names = {name for text in named for name in _names(text)}
    if names.issuperset(asked):
        return NAMED
    return BEGUN if all(any(name.startswith(word) for name in names) for word in asked) else MENTIONED


def _names(text: str) -> list[str]:
    return WORD.findall(folded(text))
