"""Where a visitor goes on: over the whole course, from what the store keeps."""

from __future__ import annotations

from webapp.web.parts import parts
from webapp.web.progress import LessonProgress, Onward, continue_with, progress_of


def course_progress(visitor: str | None) -> list[LessonProgress]:
    """Of every lesson, in order; of a visitor nobody knows yet, nothing is done."""
    kept = parts().store.progress(visitor) if visitor else {}
    return [progress_of(lesson, kept.get(lesson.id, {})) for lesson in parts().catalogue().lessons]


def onward_of(visitor: str | None, progress: list[LessonProgress] | None = None) -> Onward | None:
    """The lesson and step to go on with; None where nothing is begun or all is done."""
    if visitor is None:
        return None
    return continue_with(progress or course_progress(visitor), parts().store.last_worked(visitor))
