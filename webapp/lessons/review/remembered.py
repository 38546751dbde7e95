"""Lines of the cheat sheet that nobody could run here."""

from collections.abc import Iterator, Sequence

from webapp.inside.policy.review import review
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson


def refused_rules(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """A problem for each rule to remember whose code the policy refuses."""
    for lesson in lessons:
        for index, rule in enumerate(lesson.remember):
            for violation in review(rule.code, modules=frozenset(lesson.modules)).violations:
                say = f"This was refused: {violation['message']} {violation['instead']}".rstrip()
                yield lesson.problem(say, "remember", index, "code", line=int(str(violation["line"])))
