"""Waits until an author saves a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from watchfiles import Change, watch

from webapp.lessons.misplaced import SUFFIXES

TOGETHER = 200
"""Milliseconds of quiet after a change: editors write a file in several steps."""
TICK = 100
"""Milliseconds after which the watcher first comes back, so that it is known to have begun."""


def changes(folders: Iterable[Path]) -> Iterator[None]:
    """Comes once as soon as it watches, and again whenever something is saved in the folders.

    What is saved while the caller is at work is not missed.
    """
    watched = [folder for folder in folders if folder.is_dir()]
    ticks = watch(*watched, watch_filter=matters, debounce=TOGETHER, step=50, rust_timeout=TICK, yield_on_timeout=True)
    begun = False
    for found in ticks:
        if found and begun:
            click.echo(f"\n{', '.join(sorted({Path(path).name for _, path in found}))} changed.", err=True)
        if found or not begun:
            begun = True
            yield
            click.echo("Watching; Ctrl-C ends it.", err=True)


def matters(_change: Change, path: str) -> bool:
    """Whether it is a lesson or a dataset, and no editor's scratch."""
    name = Path(path).name
    return not name.startswith(".") and Path(path).suffix in (*SUFFIXES, ".py")
