"""Where lessons, their steps and the glossary are on the site: what links in prose lead to."""

from collections.abc import Iterator

from webapp.lessons.kinds import names_of
from webapp.lessons.part import Part
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ArrangeStep, ExampleStep, ExerciseStep

PAGES = "/lessons/"
"""Where the lessons' pages are, each by its id."""
GLOSSARY = "/glossary"
"""Where the page of the words is."""


def anchors_of(lesson: Lesson) -> Iterator[str]:
    """The places of a lesson's page that a link can lead to."""
    yield "lesson"
    yield from filter(None, map(anchor_of, lesson.steps))


def anchor_of(step: Part) -> str:
    """What leads to a step on its lesson's page; empty where nothing does."""
    if isinstance(step, ExampleStep):
        return f"example-{step.number}"
    if names := names_of(step):
        boxed = isinstance(step, ExerciseStep) and not isinstance(step, ArrangeStep)
        return f"{'exercise' if boxed else 'step'}-{names[0]}"
    return ""
