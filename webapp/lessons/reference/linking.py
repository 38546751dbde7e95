"""Prose with its terms linked to the glossary: where each first occurs in a lesson, never in code, headings, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from webapp.lessons.addresses import GLOSSARY
from webapp.lessons.markdown import MARKDOWN
from webapp.lessons.reference.beside import Beside
from webapp.lessons.reference.models import Term


@dataclass(frozen=True, slots=True)
class Linked:
    """HTML of each of some texts, and the terms that are linked in them, in order."""

    html: tuple[str, ...]
    terms: tuple[Term, ...]


@lru_cache(maxsize=256)
def linked(texts: tuple[str, ...], beside: Beside) -> Linked:
    """A lesson's Markdown texts, in their order, with links to the terms beside it."""
    among = _forms(beside)
    told: dict[str, Term] = {}
    html = []
    for text in texts:
        tokens = MARKDOWN.parse(text)
        for at, token in enumerate(tokens):
            if token.type == "inline" and tokens[at - 1].type != "heading_open":
                token.children = list(_with_links(token.children or [], among, told))
        html.append(str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})))
    return Linked(tuple(html), tuple(told.values()))


@dataclass(frozen=True, slots=True)
class Forms:
    """What prose is searched for: every form, the longest first, as a whole word."""

    pattern: re.Pattern[str]
    terms: dict[str, Term]


def _forms(beside: Beside) -> Forms:
    terms = {
        form.casefold(): entry.item
        for entry in beside.terms.values()
        if entry.item.linked
        for form in (entry.item.term, *entry.item.forms)
    }
    forms = "|".join(re.escape(form) for form in sorted(terms, key=len, reverse=True))
    return Forms(re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])" if forms else r"(?!)", re.IGNORECASE), terms)


def _with_links(tokens: list[Token], among: Forms, told: dict[str, Term]) -> Iterator[Token]:
    within = 0
    for token in tokens:
        within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not within:
            yield from _split(token, among, told)
        else:
            yield token


def _split(token: Token, among: Forms, told: dict[str, Term]) -> Iterator[Token]:
    end = 0
    for found in among.pattern.finditer(token.content):
        term = among.terms[found[0].casefold()]
        if term.anchor in told:
            continue
        told[term.anchor] = term
        yield _text(token.content[end : found.start()])
        describes = {"aria-describedby": f"term-{term.anchor}", "data-term": term.anchor}
        yield Token("link_open", "a", 1, attrs={"class": "term", "href": f"{GLOSSARY}#{term.anchor}", **describes})
        yield _text(found[0])
        yield Token("link_close", "a", -1)
        end = found.end()
    yield _text(token.content[end:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
