"""Errors among what is searched: a document for each, and whether a question is about one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from webapp.explained import reference
from webapp.lessons.search.documents import PROSE, TITLE, Document
from webapp.lessons.search.words import WORD, folded

CLASS = re.compile(r"\w{3,}(?:error|exception|warning)")
"""A name that an exception's class would have."""
QUALIFIED = re.compile(r"(?:\w+\.)+(\w+)")
MESSAGE = 3
"""Words in a row that a message shares with a question of somebody who has read it: two are chance."""


def of_errors() -> Iterator[Document]:
    """A document for each page on an error."""
    for each in reference.pages().values():
        head = f"{each.title.replace('`', '')} {each.type} {each.code}"
        texts = ((head, TITLE), (each.sample, PROSE), (" ".join(each.says).replace("`", ""), PROSE))
        yield Document("error", each.id, "", each.title.replace("`", ""), texts)


def error_in(question: str) -> str:
    """What to look for where a question names an exception's class or a code, or is the words of a message; else empty.

    A code stands alone, without the address around it, and a class without its modules.
    """
    if code := reference.code_in(question):
        return code
    bare = QUALIFIED.sub(lambda name: name[1] if _is_class(name[1]) else name[0], question)
    if any(_is_class(word) for word in WORD.findall(bare)):
        return bare
    spoken = _spoken(question)
    is_message = spoken.count(" ") + 1 >= MESSAGE and any(f" {spoken} " in message for message in _messages())
    return question if is_message else ""


def _is_class(name: str) -> bool:
    return folded(name) in _classes() or CLASS.fullmatch(folded(name)) is not None


def _spoken(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


@cache
def _classes() -> frozenset[str]:
    types = {*reference.classes(), *(page.type for page in reference.pages().values())}
    return frozenset(folded(name.rpartition(".")[2]) for name in types)


@cache
def _messages() -> tuple[str, ...]:
    return tuple(f" {_spoken(page.sample)} " for page in reference.pages().values() if page.sample)
