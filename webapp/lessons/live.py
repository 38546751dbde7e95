"""The lessons as their files are now: read again when one is saved, unless something is wrong with them then."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.misplaced import SUFFIXES
from webapp.lessons.problems import Problem

LOOK_EVERY = 1.0
"""Seconds between two looks at the files."""

Stamp = tuple[tuple[str, int, int, int], ...]


class LiveCatalogue:
    """Called, it gives the catalogue of some folders. Any number of threads may call it.

    Whoever calls never waits for files to be read: that happens beside, once the files have been left alone from one
    look to the next. The new catalogue takes the old one's place as a whole, or where anything in it is wrong that was
    not wrong before, not at all; then the old one has the reason among its problems.
    """

    def __init__(self, folders: Sequence[Path], tell: Callable[[str], None], look_every: float = LOOK_EVERY) -> None:
        """`tell` gets a sentence for each catalogue that is taken or refused. The first one is read here."""
        self._folders = folders
        self._tell = tell
        self._every = look_every
        self._looking = Lock()
        self._taken = self._seen = stamp(folders)
        self._at = time.monotonic()
        self._catalogue = Catalogue.load(*folders)
        self._accepted = self._catalogue

    def __call__(self) -> Catalogue:
        if time.monotonic() - self._at >= self._every and self._looking.acquire(blocking=False):
            try:
                Thread(target=self._look, daemon=True).start()  # a server that stops does not wait for it
            except RuntimeError:  # no thread is to be had now; another call will look
                self._looking.release()
        return self._catalogue

    def _look(self) -> None:
        try:
            found = stamp(self._folders)
            rests, self._seen = found == self._seen, found
            if rests and found != self._taken:
                self._taken = found
                self._read()
        finally:
            self._at = time.monotonic()
            self._looking.release()

    def _read(self) -> None:
        new = Catalogue.load(*self._folders)
        wrong = [each for each in new.problems if each not in self._accepted.problems]
        if wrong:
            self._catalogue = replace(self._accepted, problems=tuple(wrong), refused=True)
            self._tell(f"The lessons have changed, and stay as they were, because something is wrong:\n{_lines(wrong)}")
            return
        self._catalogue = self._accepted = new
        self._tell(f"The lessons have changed and were read again: {len(new.lessons)} of them.")


def stamp(folders: Sequence[Path]) -> Stamp:
    """Says whether any file of lessons or data was saved, made or removed since."""
    found: list[tuple[str, int, int, int]] = []
    for folder in folders:
        for path in sorted([*folder.glob("*"), *folder.glob("data/*.py")]):
            if path.suffix not in (*SUFFIXES, ".py") or path.name.startswith("."):  # an editor's scratch
                continue
            try:
                seen = path.stat()
            except OSError:  # gone meanwhile
                continue
            found.append((str(path), seen.st_mtime_ns, seen.st_size, seen.st_ino))
    return tuple(found)


def _lines(problems: Sequence[Problem]) -> str:
    return "\n".join(f"  {problem}" for problem in problems)
