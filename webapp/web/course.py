"""The course as its list shows it: in parts, each under a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.web.progress import LessonProgress


@dataclass(frozen=True, slots=True)
class CoursePart:
    """Lessons that stand together; `title` is empty where none begins before them, `first` the place of the first."""

    title: str
    first: int
    lessons: tuple[LessonProgress, ...]

    @property
    def done(self) -> int:
        """Lessons of which every step is passed."""
        return sum(each.total > 0 and each.complete for each in self.lessons)


def in_parts(lessons: Sequence[LessonProgress]) -> list[CoursePart]:
    """The lessons in their order; one that names a part begins it."""
    begins = [number for number, each in enumerate(lessons) if number == 0 or each.lesson.part]
    ends = [*begins[1:], len(lessons)]
    return [
        CoursePart(lessons[begin].lesson.part or "", begin + 1, tuple(lessons[begin:end]))
        for begin, end in zip(begins, ends, strict=False)
    ]
