"""What can be found in lessons: each lesson, each of its steps, and each word of the glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.lessons.addresses import anchor_of
from webapp.lessons.markdown import MARKDOWN
from webapp.lessons.part import Part
from webapp.lessons.predictions import Prediction
from webapp.lessons.reference.beside import Beside
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExampleStep, ExerciseStep, Teaching, TextStep

LESSON = ("lesson", "text", "example", "exercise")
"""Kinds of documents that a lesson's page has."""
NOTHING = Beside()

TITLE, PROSE, CODE = 8.0, 2.0, 1.0
"""How much a word counts, by where it stands."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: a page and a place on it, and its texts, each with how much a word in it counts.

    `page` is a lesson's id where `kind` is one of LESSON, and empty where it is "term"; other kinds are their maker's.
    `anchor` is the place on the page, for prose that of the step before. `known_for` are words that it teaches: they
    count as if they stood in it, and are never shown.
    """

    kind: str
    page: str
    anchor: str
    title: str
    texts: tuple[tuple[str, float], ...]
    known_for: tuple[tuple[str, float], ...] = ()


def of_lessons(lessons: Iterable[Lesson], beside: Beside = NOTHING) -> Iterator[Document]:
    """The documents of all lessons, in order; what teaches a word or a topic is known for it."""
    taught = _taught(beside)
    for lesson in lessons:
        title = lesson.title.replace("`", "")
        head = ((title, TITLE), (lesson.summary.replace("`", ""), TITLE / 2), (lesson.id.replace("-", " "), PROSE))
        topics = dict.fromkeys(topic for step in lesson.steps for topic in _topics(step, beside))
        yield Document("lesson", lesson.id, "", title, head, (*taught[lesson.id, ""], *topics))
        anchor = "lesson"
        for step in lesson.steps:
            anchor = anchor_of(step) or anchor
            kind = "text" if isinstance(step, TextStep) else "example" if isinstance(step, ExampleStep) else "exercise"
            known = (*taught[lesson.id, anchor_of(step) or None], *_topics(step, beside))
            yield Document(kind, lesson.id, anchor, title, tuple(_texts(step)), known)


def of_glossary(beside: Beside) -> Iterator[Document]:
    """A document for each word of the glossary."""
    for entry in beside.terms.values():
        term = entry.item
        names = " ".join([term.term, *term.forms])
        yield Document("term", "", term.anchor, term.term, ((names, TITLE), (term.means.replace("`", ""), PROSE)))


def _taught(beside: Beside) -> dict[tuple[str, str | None], list[tuple[str, float]]]:
    """By lesson and place on its page, the words that are shown there; a lesson is known for those of its steps too."""
    found: dict[tuple[str, str | None], list[tuple[str, float]]] = defaultdict(list)
    for entry in beside.terms.values():
        page, _, anchor = (entry.item.lesson or "").partition("#")
        names = [(name, TITLE) for name in (entry.item.term, *entry.item.forms)]
        found[page, ""] += names
        if anchor:
            found[page, anchor] += names
    return found


def _topics(step: Teaching, beside: Beside) -> list[tuple[str, float]]:
    return [(beside.topics[each].item.title.replace("`", ""), PROSE) for each in step.teaches if each in beside.topics]


def _texts(step: Part) -> Iterator[tuple[str, float]]:
    """What visitors can read of a step before they have answered it: no solution, no mistake."""
    if isinstance(step, TextStep):
        yield prose_of(step.text), PROSE
    elif isinstance(step, ExampleStep):
        yield step.code, CODE
        yield step.shows, CODE
    elif isinstance(step, ExerciseStep):
        yield prose_of(step.ask), PROSE
        yield step.id.replace("-", " "), PROSE
        yield step.starter, CODE
    elif isinstance(step, Prediction):
        yield prose_of(step.question), PROSE
        yield step.id.replace("-", " "), PROSE
        yield step.code, CODE


def prose_of(markdown: str) -> str:
    """The words of a Markdown text."""
    pieces: list[str] = []
    for block in MARKDOWN.parse(markdown):
        if block.type in ("fence", "code_block"):
            pieces.append(block.content)
        inline = block.children or ()
        pieces += [" " if token.type in ("softbreak", "hardbreak") else token.content for token in inline]
        if inline:
            pieces.append(" ")
    return " ".join("".join(pieces).split())
