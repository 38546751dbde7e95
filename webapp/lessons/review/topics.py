"""Topics that steps name and nobody knows, and those that no step teaches or practises."""

from collections.abc import Iterator, Sequence

from webapp.lessons.near import near
from webapp.lessons.problems import Problem
from webapp.lessons.reference.beside import Beside
from webapp.lessons.reference.coverage import Covered, coverage, named
from webapp.lessons.schema import Lesson

LACKS = {
    "teaches": "No step teaches this topic: write `teaches: [{}]` at the one that does.",
    "practises": "No step practises this topic: write `practises: [{}]` at an exercise or a question on it.",
    "corrects": "No step meets this topic's misconception: write `corrects: [{}]` at the one that does.",
}


def bad_topics(lessons: Sequence[Lesson], beside: Beside, *, complete: bool) -> Iterator[Problem]:
    """A problem for each unknown topic and each that is not covered; a warning where a misconception is not met.

    Coverage is told only where the lessons are `complete`: one that cannot be read may have what is missing.
    """
    known = frozenset(beside.topics)
    for lesson in lessons:
        for key, index, at, topic in named(lesson):
            if topic not in known:
                say = f"There is no topic `{topic}` in a topics.yaml beside the lessons.{near(topic, known)}"
                yield lesson.problem(say, "steps", index, key, at)
    found = coverage(lessons)
    for topic, entry in beside.topics.items() if complete else ():
        for key, say in LACKS.items():
            if not getattr(found.get(topic, Covered()), key):
                yield entry.problem(say.format(topic), warning=key == "corrects")
