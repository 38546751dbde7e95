"""All that can be told of lessons without running them, beyond what keeps them from being read."""

from collections.abc import Sequence

from webapp.lessons.problems import Problem
from webapp.lessons.reference.beside import Beside
from webapp.lessons.review.hints import unused_hints
from webapp.lessons.review.ids import repeated_after, shared_ids
from webapp.lessons.review.links import bad_links
from webapp.lessons.review.remembered import refused_rules
from webapp.lessons.review.terms import bad_terms
from webapp.lessons.review.topics import bad_topics
from webapp.lessons.schema import Lesson

NOTHING = Beside()


def reviewed(lessons: Sequence[Lesson], ids: frozenset[str], beside: Beside = NOTHING) -> list[Problem]:
    """Problems and warnings of the lessons of a course; `ids` has those of lessons that cannot be read, too."""
    return sorted(
        [
            *bad_links(lessons, ids, frozenset(beside.terms)),
            *unused_hints(lessons),
            *shared_ids(lessons),
            *repeated_after(lessons),
            *refused_rules(lessons),
            *bad_topics(lessons, beside, complete={lesson.id for lesson in lessons} == ids),
            *bad_terms(lessons, ids, beside),
        ]
    )
