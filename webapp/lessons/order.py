"""The order of a course: every lesson after those it names, otherwise by section and id."""

import re
from collections.abc import Collection, Sequence

from webapp.lessons.near import near
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson


def by_section(lesson: Lesson) -> tuple[bool, list[tuple[int, str]], str]:
    """Sorts 8.16.2 before 8.16.10, and lessons without a section last."""
    parts = re.findall(r"([0-9]+)|([^0-9.]+)", lesson.section or "")
    return lesson.section is None, [(int(digits[:9] or 0), word) for digits, word in parts], lesson.id


def in_order(lessons: Sequence[Lesson], broken: Collection[str] = ()) -> tuple[tuple[Lesson, ...], list[Problem]]:
    """The lessons in course order, and a problem for each unknown lesson in `after` and each cycle.

    Such an `after` is passed over and its lesson kept. `broken` are lessons that exist, but could not be read.
    """
    problems: list[Problem] = []
    ids = {lesson.id for lesson in lessons}
    waits: dict[str, set[str]] = {}
    for lesson in lessons:
        waits[lesson.id] = ids & set(lesson.after)
        for index, name in enumerate(lesson.after):
            if name not in ids and name not in broken:
                say = f"There is no lesson `{name}` to come after.{near(name, (ids | set(broken)) - {lesson.id})}"
                problems.append(lesson.problem(say, "after", index))
    ordered: list[Lesson] = []
    left = sorted(lessons, key=by_section)
    while left:
        ready = next((lesson for lesson in left if not waits[lesson.id]), None)
        if ready is None:
            ready, problem = cycle(left, waits)
            problems.append(problem)
        ordered.append(ready)
        left.remove(ready)
        for names in waits.values():
            names.discard(ready.id)
    return tuple(ordered), problems


def cycle(left: Sequence[Lesson], waits: dict[str, set[str]]) -> tuple[Lesson, Problem]:
    """A lesson of a cycle among those left, the first in order, and what to tell its author."""
    by_id = {lesson.id: lesson for lesson in left}
    chain = [left[0].id]
    while chain.count(chain[-1]) == 1:
        chain.append(min(waits[chain[-1]]))
    chain = chain[chain.index(chain[-1]) :]
    lesson = next(lesson for lesson in left if lesson.id in chain)
    start = chain.index(lesson.id)
    names = [*chain[start:-1], *chain[:start], lesson.id]
    say = f"These lessons wait for one another: {' after '.join(f'`{name}`' for name in names)}."
    if len(names) == 2:
        say = f"`{lesson.id}` cannot come after itself."
    return by_id[lesson.id], lesson.problem(say, "after", lesson.after.index(names[1]))
