"""What `topics.yaml` and `glossary.yaml` hold."""

from __future__ import annotations

import re
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from webapp.lessons.part import Name, Part, Written

P = TypeVar("P", bound=Part)

ADDRESS = re.compile(r"https://[^\s]+")


def address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise ValueError(f"This must be an address that begins with https://, not {text[:60]!r}.")
    return text


class Topic(Part):
    """Something a learner needs, which lessons name by its id."""

    id: Name
    title: Written
    page: Annotated[str, AfterValidator(address)]
    """The documentation's own page on it."""
    misconception: Written
    """What people believe instead, in one sentence."""


class Topics(Part):
    """The file `topics.yaml`: topics in the order of their table."""

    topics: Annotated[list[Topic], Field(min_length=1)]

    @model_validator(mode="after")
    def has_each_once(self) -> Self:
        return once(self, [topic.id for topic in self.topics], "topic")


class Term(Part):
    """A word with its meaning. `forms` are other spellings of it that stand in prose, such as its plural."""

    term: Written
    forms: list[Written] = Field([])
    means: Written
    """One or two sentences, in which backticks are the only markup."""
    page: Annotated[str, AfterValidator(address)] | None = None
    """Where the documentation tells more."""
    lesson: Written | None = None
    """Where a lesson shows it: `expiring`, or `expiring#example-2`."""
    linked: bool = True
    """`false`: the word also has an everyday meaning, so prose is not searched for it."""

    @property
    def anchor(self) -> str:
        """What its entry is called within the page."""
        return re.sub(r"[^a-z0-9]+", "-", self.term.casefold()).strip("-")


class Glossary(Part):
    """The file `glossary.yaml`."""

    terms: Annotated[list[Term], Field(min_length=1)]

    @model_validator(mode="after")
    def has_each_once(self) -> Self:
        forms = [form.casefold() for term in self.terms for form in (term.term, *term.forms)]
        return once(self, forms, "term")


def once(whole: P, names: list[str], what: str) -> P:
    again = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if again is not None:
        raise ValueError(f"The {what} `{again}` stands here twice.")
    return whole
