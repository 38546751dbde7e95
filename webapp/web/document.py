"""The JSON documents that answer a page with JavaScript."""

from __future__ import annotations

import json
from typing import Any

from webapp.attempts import Done
from webapp.store.entries import Entry
from webapp.web.fragments import State, fragments


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry of the transcript as plain data: the observation's fields beside its own."""
    # By way of JSON text, which knows no NaN and no infinity: browsers do not either.
    observation: dict[str, Any] = json.loads(entry.observation.model_dump_json())
    return {
        "id": entry.id,
        "submission": entry.submission,
        "kind": entry.kind,
        "step": entry.step,
        "verdict": entry.verdict,
        "output": entry.observation.output,
        **observation,
    }


def run_document(done: Done, state: State, seen: str) -> dict[str, Any]:
    """What a run did. `seen` is the position of the page that asked.

    Where the page stood just before these entries they are all it needs; elsewhere (a fresh start, another tab, a
    repeated submission) `whole` is true and the HTML is that of the whole transcript.
    """
    verdict = done.verdict.model_dump(mode="json") if done.verdict else None
    whole = not _follows(done.entries, state, seen)
    return {
        "entries": [entry_data(entry) for entry in done.entries],
        "verdict": verdict,
        "replaced": done.replaced,
        "rebuilt": list(done.rebuilt),
        **console_document(state, state.entries if whole else done.entries, verdict, whole=whole),
    }


def console_document(
    state: State, entries: tuple[Entry, ...], verdict: dict[str, Any] | None = None, *, whole: bool = True
) -> dict[str, Any]:
    """What the page shows beside the lesson, and how far the visitor is."""
    return {
        "position": state.position,
        "whole": whole,
        "progress": {
            "done": state.progress.done,
            "total": state.progress.total,
            "states": state.progress.states,
        },
        "html": fragments(state, entries, verdict),
    }


def _follows(entries: tuple[Entry, ...], state: State, seen: str) -> bool:
    if not entries or state.transcript is None:
        return False
    earlier = [entry.id for entry in state.transcript.entries if entry.id < entries[0].id]
    return seen == f"{state.transcript.id}.{earlier[-1] if earlier else 0}" and state.entries[-1].id == entries[-1].id
