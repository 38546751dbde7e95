"""Waits until an author saves a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from webapp.lessons.misplaced import SUFFIXES

TOGETHER = 200
"""Milliseconds of quiet after a change: editors write a file in several steps."""
TICK = 100
"""Milliseconds after which the watcher first comes back, so that it is known to have begun."""


def saves(folders: Iterable[Path], stop: Event | None = None) -> Iterator[list[str]]:
    """The names of files that were saved together in the folders; first of all none, as soon as it watches.

    What is saved while the caller is at work is not missed. Ends when `stop` is set.
    """
    ticks = watch(
        *(folder for folder in folders if folder.is_dir()),
        watch_filter=matters,
        debounce=TOGETHER,
        step=50,
        rust_timeout=TICK,
        yield_on_timeout=True,
        stop_event=stop,
    )
    begun = False
    for found in ticks:
        if found or not begun:
            yield sorted({Path(path).name for _, path in found}) if begun else []
            begun = True


def matters(_change: Change, path: str) -> bool:
    """Whether it is a lesson or a dataset, and no editor's scratch."""
    name = Path(path).name
    return not name.startswith(".") and Path(path).suffix in (*SUFFIXES, ".py")
