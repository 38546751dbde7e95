"""Reads `topics.yaml` and `glossary.yaml`, of each folder that has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from webapp.lessons.document import parse
from webapp.lessons.explain import explain
from webapp.lessons.problems import Place, Problem, nearest
from webapp.lessons.reader import text_of
from webapp.lessons.reference.models import Glossary, Term, Topic, Topics

T = TypeVar("T", Topic, Term)
Whole = Topics | Glossary


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A topic or a term, and where it is written."""

    item: T
    path: str
    place: Place

    def problem(self, message: str, *, warning: bool = False) -> Problem:
        return Problem(self.path, self.place.line, self.place.column, message, warning)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """The topics of all folders by id, and the terms by anchor, in the order of their files. Equal to itself alone."""

    topics: dict[str, Entry[Topic]] = field(default_factory=dict)
    terms: dict[str, Entry[Term]] = field(default_factory=dict)


def beside(folders: Sequence[Path]) -> tuple[Beside, list[Problem]]:
    """What the folders have beside their lessons. A file that is wrong is left out, and its problems told."""
    found = Beside()
    problems: list[Problem] = []
    for folder in folders:
        whole, places = _read(folder / "topics.yaml", Topics, problems)
        for at, topic in enumerate(whole.topics if isinstance(whole, Topics) else ()):
            entry = Entry(topic, str(folder / "topics.yaml"), nearest(places, ("topics", at)))
            _keep(found.topics, topic.id, entry, problems)
        whole, places = _read(folder / "glossary.yaml", Glossary, problems)
        for at, term in enumerate(whole.terms if isinstance(whole, Glossary) else ()):
            word = Entry(term, str(folder / "glossary.yaml"), nearest(places, ("terms", at)))
            _keep(found.terms, term.anchor, word, problems)
    return found, problems


def _keep(known: dict[str, Entry[T]], name: str, entry: Entry[T], problems: list[Problem]) -> None:
    if name in known:
        problems.append(entry.problem(f"`{name}` stands in {known[name].path} already."))
    known.setdefault(name, entry)


def _read(
    path: Path, model: type[Topics] | type[Glossary], problems: list[Problem]
) -> tuple[Whole | None, dict[tuple[str | int, ...], Place]]:
    if not path.is_file():
        return None, {}
    text = text_of(path)
    if isinstance(text, Problem):
        problems.append(text)
        return None, {}
    document = parse(text)
    wrong = list(document.faults)
    whole: Whole | None = None
    if document.complete:
        try:
            whole = model.model_validate(document.value, by_alias=True, by_name=False)
        except ValidationError as error:
            wrong += explain(error, document, model)
    problems += [Problem(str(path), place.line, place.column, message) for place, message in wrong]
    return (None if wrong else whole), document.places
