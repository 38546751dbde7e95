"""The page's changing parts, rendered by the one set of templates that renders the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import get_template_attribute

from webapp.attempts import Done
from webapp.checks.verdict import Verdict
from webapp.lessons.schema import Lesson
from webapp.store.entries import Entry
from webapp.web.look import LATER, PANELS, Asked, Look
from webapp.web.outline import titles
from webapp.web.parts import parts
from webapp.web.progress import LessonProgress, progress_of


@dataclass(frozen=True, slots=True)
class PageState:
    """What a visitor's page of a lesson shows beside the lesson.

    `progress` is None where a run left it as it was. `position` is where the console stands; `entries` is the
    transcript or, unless `whole`, what a page lacks of it that has all before. `step` is the exercise it began with.
    `can_bring_back`: there is a console of before a fresh start. `outdated`: it began with a start that the lesson has
    no more; None where that is as it was. `titles` are what the page calls its steps, by their ids.
    """

    progress: LessonProgress | None
    position: str = ""
    entries: tuple[Entry, ...] = ()
    whole: bool = True
    step: str | None = None
    can_bring_back: bool = False
    outdated: bool | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def latest(self) -> Look:
        """The latest snippet, as it left everything."""
        return Look(self.entries[-1] if self.entries else None)


def page_state_of(visitor: str | None, lesson: Lesson) -> PageState:
    """The visitor's state in a lesson; a visitor nobody knows yet has none."""
    if visitor is None:
        return PageState(progress_of(lesson, {}))
    store = parts().store
    progress, transcript = _progress(visitor, lesson), store.transcript(visitor, lesson.id)
    if transcript is None:
        return PageState(progress)
    return PageState(
        progress,
        transcript.position,
        store.entries(transcript.id),
        step=transcript.step,
        can_bring_back=_can_bring_back(visitor, lesson),
        outdated=not lesson.begins_with(transcript.start),
        titles=titles(lesson),
    )


def page_state_after(done: Done, visitor: str, lesson: Lesson, seen: str) -> PageState:
    """The state that a run left, for a page that stood at `seen`.

    Where the page stood just before the run, or this was a fresh start, what the run added is all it needs, however
    long the transcript is. Elsewhere (another tab, a repeated submission) it gets the whole.
    """
    if done.can_bring_back is None or done.before not in ("", seen):
        return page_state_of(visitor, lesson)
    return PageState(
        _progress(visitor, lesson) if done.verdict else None,
        done.position,
        done.entries,
        whole=not done.before,
        can_bring_back=done.can_bring_back,
        outdated=None if done.before else False,
        titles=titles(lesson),
    )


def _progress(visitor: str, lesson: Lesson) -> LessonProgress:
    return progress_of(lesson, parts().store.progress(visitor).get(lesson.id, {}))


def _can_bring_back(visitor: str, lesson: Lesson) -> bool:
    return parts().store.earlier(visitor, lesson.id) is not None


def fragment(name: str, *given: object) -> str:
    """The HTML that the macro `name` of parts/<name>.html makes."""
    html = get_template_attribute(f"parts/{name}.html", name)(*given)
    return str(html).strip()


def fragments(state: PageState, verdict: str = "", panel: Asked = None) -> dict[str, str]:
    """The HTML of everything that a run changes, with that of its verdict; of the panels, those that are asked for."""
    return {
        "transcript": fragment("transcript", state.entries, state.titles),
        "verdict": verdict,
        "progress": fragment("progress", state.progress) if state.progress else "",
        **panes(state.latest, panel),
    }


def verdict_fragment(verdict: Verdict, entry: Entry) -> str:
    """The HTML of a verdict on what was run last; an answer's says what the exception means that ended it."""
    raised = entry.observation if entry.kind == "answer" else None
    return fragment("verdict", verdict.model_dump(mode="json"), raised, entry.kind == "prediction")


def panes(look: Look, panel: Asked = None) -> dict[str, str]:
    """What the tabs show: `looked_at`, which says of what, and the panels that are asked for."""
    wanted = PANELS if panel is None else () if panel == LATER else (panel,)
    return {name: fragment(name, look) for name in ("looked_at", *wanted)}
