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
    progress = progress or course_progress(visitor)
    # The console without a lesson, and lessons that are no more, are nothing to go on with.
    return continue_with(progress, parts().store.last_worked(visitor, [each.lesson.id for each in progress]))
