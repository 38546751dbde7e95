"""The JSON documents that answer a page with JavaScript."""

from __future__ import annotations

from typing import Any

from webapp.attempts import Done
from webapp.store.entries import Entry
from webapp.web.fragments import PageState, fragments, verdict_fragment
from webapp.web.look import Asked
from webapp.web.progress import LessonProgress

UNTOLD = {"probes", "clock", "steps", "ran"}
"""Of an observation: probes are the checks' own, the clock the replay's, `ran` the downloads'; steps are what the tabs
show, and are asked for by themselves."""


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry of the transcript as plain data: the observation's fields beside its own."""
    observation = entry.observation.model_dump(mode="json", exclude=UNTOLD)
    return {
        "id": entry.id,
        "submission": entry.submission,
        "kind": entry.kind,
        "step": entry.step,
        "verdict": entry.verdict,
        "output": entry.observation.output,
        **observation,
    }


def run_document(done: Done, state: PageState, panel: Asked = None) -> dict[str, Any]:
    """What a run did, and the state it left; `panel` says which panels come along."""
    verdict = verdict_fragment(done.verdict, done.entries[-1]) if done.verdict else ""
    return {
        "entries": [entry_data(entry) for entry in done.entries],
        "verdict": done.verdict.model_dump(mode="json") if done.verdict else None,
        "replaced": done.replaced,
        "rebuilt": list(done.rebuilt),
        **console_document(state, verdict, panel),
    }


def console_document(state: PageState, verdict: str = "", panel: Asked = None) -> dict[str, Any]:
    """What the page shows beside the lesson, and how far the visitor is; `progress` is None where that is as it was.

    `verdict` is the HTML of a run's. Where `whole` is false, the transcript's HTML is what comes after the page's.
    """
    return {
        "position": state.position,
        "whole": state.whole,
        "can_bring_back": state.can_bring_back,
        "outdated": state.outdated,
        "progress": state.progress and _progress_data(state.progress),
        "html": fragments(state, verdict, panel),
    }


def _progress_data(progress: LessonProgress) -> dict[str, Any]:
    return {"done": progress.done, "total": progress.total, "states": progress.states}
