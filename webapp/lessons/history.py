"""Ids that an earlier version of the lessons had: visitors' progress hangs on them, so none may go unnoticed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from webapp.lessons.document import parse
from webapp.lessons.kinds import ID_KEYS, names_of
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson


def ids_in(text: str) -> frozenset[str]:
    """The ids in a lesson's text: those of its steps, those they had formerly, and the retired ones.

    The text is not held to the model, which it may be older than.
    """
    value = parse(text).value
    lesson: dict[str, Any] = value if isinstance(value, dict) else {}
    found = _words(lesson.get("retired"))
    steps = lesson.get("steps")
    for step in steps if isinstance(steps, list) else []:
        if isinstance(step, dict):
            found += [each for key in ID_KEYS & step.keys() for each in _words([step[key]])]
            found += _words(step.get("was"))
    return frozenset(found)


def _words(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def kept_in(lesson: Lesson) -> frozenset[str]:
    """The ids that a lesson has, had or has retired."""
    return frozenset(lesson.retired).union(*(names_of(step) for step in lesson.steps))


def lost(
    old: Mapping[Path, frozenset[str]], now: Sequence[Lesson], unread: Collection[str], since: str
) -> Iterator[Problem]:
    """A problem for each lesson's file of `old` whose ids are not accounted for `now`.

    `unread` are ids of lessons that are there and cannot be read; `since` names the version that `old` is of.
    """
    by_id = {lesson.id: lesson for lesson in now}
    anywhere = frozenset[str]().union(*(kept_in(lesson) for lesson in now))
    for path, ids in sorted(old.items()):
        if path.stem in unread:
            continue
        lesson = by_id.get(path.stem)
        if lesson is None:
            yield from _gone(path, sorted(ids - anywhere), since)
            continue
        for name in sorted(ids - kept_in(lesson)):
            say = f"The id `{name}`, which this lesson had in {since}, is gone, and with it what its visitors did."
            yield lesson.problem(f"{say} Write `was: [{name}]` at the step that has taken its place, else {RETIRE}.")


def _gone(path: Path, ids: Sequence[str], since: str) -> Iterator[Problem]:
    if not ids:
        return
    names = ", ".join(ids)
    say = (
        f"This lesson, which was there in {since}, is gone, and with it what its visitors did. If that is meant, write"
    )
    yield Problem(str(path), 1, 1, f"{say} `retired: [{names}]` in another lesson.")


RETIRE = "`retired:` with that id at the top of the lesson"
