"""All that can be told of lessons without running them, beyond what keeps them from being read."""

from collections.abc import Sequence

from webapp.lessons.problems import Problem
from webapp.lessons.review.hints import unused_hints
from webapp.lessons.review.ids import repeated_after, shared_ids
from webapp.lessons.review.links import bad_links
from webapp.lessons.schema import Lesson


def reviewed(lessons: Sequence[Lesson], ids: frozenset[str]) -> list[Problem]:
    """Problems and warnings of the lessons of a course; `ids` has those of lessons that cannot be read, too."""
    return sorted([*bad_links(lessons, ids), *unused_hints(lessons), *shared_ids(lessons), *repeated_after(lessons)])
