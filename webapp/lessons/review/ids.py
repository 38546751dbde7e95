"""Ids and `after` of the lessons of a course, looked at together."""

from collections.abc import Iterator, Sequence

from webapp.lessons.kinds import names_of
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson, key_of


def shared_ids(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """A warning for each step whose id a step of an earlier lesson has: of two `first`s nobody knows which is meant."""
    first: dict[str, Lesson] = {}
    for lesson in lessons:
        for index, step in enumerate(lesson.steps):
            name, *_ = names_of(step) or (None,)
            if name is None:
                continue
            other = first.setdefault(name, lesson)
            if other is not lesson:
                say = f"The lesson `{other.id}` has a step `{name}` too; give this one a name of its own."
                yield lesson.warning(say, "steps", index, key_of(step))


def repeated_after(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """A warning for each item of `after` that stands there already."""
    for lesson in lessons:
        for index, name in enumerate(lesson.after):
            if name in lesson.after[:index]:
                yield lesson.warning(f"`{name}` stands here a second time.", "after", index)
