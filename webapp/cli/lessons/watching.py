"""Waits until an author saves a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from webapp.lessons.live import stamp

LOOK_EVERY = 0.15
"""Seconds between two looks at the files, which have to rest from one to the next: editors write in several steps.

Looking sees what a watch on a folder misses: one that is removed and made again, and shares that tell of no change.
"""


def saves(folders: Iterable[Path], stop: Event | None = None) -> Iterator[list[str]]:
    """The names of files that were saved together in the folders; first of all none, as soon as it watches.

    What is saved while the caller is at work is not missed. Ends when `stop` is set.
    """
    folders, stop = tuple(folders), stop or Event()
    told = seen = stamp(folders)
    yield []
    while not stop.wait(LOOK_EVERY):
        found = stamp(folders)
        rests, seen = found == seen, found
        if rests and found != told:
            changed = {Path(path).name for path, *_ in set(found) ^ set(told)}
            told = found
            yield sorted(changed)
