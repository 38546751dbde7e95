"""What can be found in lessons: each lesson, and each of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.lessons.addresses import anchor_of
from webapp.lessons.markdown import MARKDOWN
from webapp.lessons.part import Part
from webapp.lessons.predictions import Prediction
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExampleStep, ExerciseStep, TextStep

TITLE, PROSE, CODE = 8.0, 2.0, 1.0
"""How much a word counts, by where it stands."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: a page and a place on it, and its texts, each with how much a word in it counts.

    `page` is a lesson's id where `kind` is "lesson", "text", "example" or "exercise"; other kinds are their maker's.
    `anchor` is the place on the page, for prose that of the step before.
    """

    kind: str
    page: str
    anchor: str
    title: str
    texts: tuple[tuple[str, float], ...]


def of_lessons(lessons: Iterable[Lesson]) -> Iterator[Document]:
    """The documents of all lessons, in order."""
    for lesson in lessons:
        title = lesson.title.replace("`", "")
        head = ((title, TITLE), (lesson.summary.replace("`", ""), TITLE / 2), (lesson.id.replace("-", " "), PROSE))
        yield Document("lesson", lesson.id, "", title, head)
        anchor = "lesson"
        for step in lesson.steps:
            anchor = anchor_of(step) or anchor
            kind = "text" if isinstance(step, TextStep) else "example" if isinstance(step, ExampleStep) else "exercise"
            yield Document(kind, lesson.id, anchor, title, tuple(_texts(step)))


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
