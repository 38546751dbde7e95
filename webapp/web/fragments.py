"""The page's changing parts, rendered by the one set of templates that renders the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import get_template_attribute

from webapp.lessons.schema import Lesson
from webapp.observation import Observation
from webapp.store.entries import Entry, Transcript
from webapp.web.parts import parts
from webapp.web.progress import LessonProgress, progress_of


@dataclass(frozen=True, slots=True)
class State:
    """What a visitor's page of a lesson depends on beside the lesson."""

    lesson: Lesson
    transcript: Transcript | None
    progress: LessonProgress

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.transcript.entries if self.transcript else ()

    @property
    def last(self) -> Observation | None:
        """What the latest snippet showed."""
        return self.entries[-1].observation if self.entries else None

    @property
    def position(self) -> str:
        """Where the console stands; a page that stands elsewhere gets the whole transcript."""
        return self.transcript.position if self.transcript else ""


def state_of(visitor: str | None, lesson: Lesson) -> State:
    """The visitor's state in a lesson; a visitor nobody knows yet has none."""
    if visitor is None:
        return State(lesson, None, progress_of(lesson, {}))
    store = parts().store
    progress = store.progress(visitor).get(lesson.id, {})
    return State(lesson, store.transcript(visitor, lesson.id), progress_of(lesson, progress))


def fragment(name: str, *given: object) -> str:
    """The HTML that the macro `name` of parts/<name>.html makes."""
    html = get_template_attribute(f"parts/{name}.html", name)(*given)
    return str(html).strip()


def fragments(state: State, entries: Sequence[Entry], verdict: dict[str, object] | None = None) -> dict[str, str]:
    """The HTML of everything that a run changes; `entries` are those to show in the console."""
    return {
        "transcript": fragment("transcript", entries),
        "verdict": fragment("verdict", verdict) if verdict else "",
        "tables": fragment("tables", state.last),
        "sql": fragment("sql", state.last),
        "progress": fragment("progress", state.progress),
    }
