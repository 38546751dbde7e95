"""Terms of the glossary that lead to lessons or places that there are not."""

from collections.abc import Iterator, Sequence

from webapp.lessons.addresses import anchors_of
from webapp.lessons.near import near
from webapp.lessons.problems import Problem
from webapp.lessons.reference.beside import Beside
from webapp.lessons.schema import Lesson


def bad_terms(lessons: Sequence[Lesson], ids: frozenset[str], beside: Beside) -> Iterator[Problem]:
    """A problem for each term whose `lesson` leads nowhere; `ids` are all lessons there are."""
    anchors = {lesson.id: frozenset(anchors_of(lesson)) for lesson in lessons}
    for entry in beside.terms.values():
        name, _, place = (entry.item.lesson or "").partition("#")
        if name and name not in ids:
            yield entry.problem(f"There is no lesson `{name}` that shows this term.{near(name, ids)}")
        elif place and name in anchors and place not in anchors[name]:
            say = f"The lesson `{name}` has no place `{place}` that shows this term.{near(place, anchors[name])}"
            yield entry.problem(say)
