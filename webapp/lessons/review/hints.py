"""Hints that help nobody, because they say what stands there already."""

from collections.abc import Iterator, Sequence

from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson


def unused_hints(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """A warning for each hint that repeats its exercise's task or an earlier hint of it."""
    for lesson in lessons:
        for index, step in enumerate(lesson.steps):
            told = {flat(getattr(step, "ask", "")): "the task"}
            for number, hint in enumerate(getattr(step, "hints", ())):
                if flat(hint) in told:
                    say = f"This hint is of no use: it says what {told[flat(hint)]} says."
                    yield lesson.warning(say, "steps", index, "hints", number)
                told.setdefault(flat(hint), f"hint {number + 1}")


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()
