"""What an author's page shows: the lessons as they were last readable, and everything that is wrong with the files."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from threading import Condition

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.order import in_order
from webapp.lessons.problems import Problem

LONGEST_WAIT = 20.0
"""Seconds after which a page that waits for a change is told that there is none."""


class Desk:
    """Written by whoever watches the files, read by the pages; any number of threads may do so."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._catalogue = Catalogue()
        self._problems: tuple[Problem, ...] = ()
        self._proven = False
        self._server = secrets.token_hex(4)  # a page of an earlier server is old, whatever it has seen
        self._lessons = self._notes = 0

    def lay(self, found: Catalogue, problems: Sequence[Problem]) -> None:
        """New files, and what is wrong with them before anything has run.

        A lesson that cannot be read any more stays as it was, so that its page is there to say so; all of them stay
        where there is none at all, as while their folder is away.
        """
        read = {lesson.id for lesson in found.lessons}
        ids = found.ids or self._catalogue.ids
        kept = [old for old in self._catalogue.lessons if old.id in ids - read]
        lessons, _ = in_order([*found.lessons, *kept], ids)
        with self._changed:
            self._catalogue = Catalogue(lessons, found.problems, found.modules, ids)
            self._lessons += 1
            self._note(problems, proven=False)

    def prove(self, problems: Sequence[Problem]) -> None:
        """All problems of the same files, now that their code has run."""
        with self._changed:
            self._note(problems, proven=True)

    def _note(self, problems: Sequence[Problem], *, proven: bool) -> None:
        self._problems, self._proven = tuple(sorted(set(problems))), proven
        self._notes += 1
        self._changed.notify_all()

    def catalogue(self) -> Catalogue:
        """The lessons to serve."""
        return self._catalogue

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, in the order of files and lines."""
        return self._problems

    @property
    def is_proven(self) -> bool:
        """Whether the code of these lessons has run."""
        return self._proven

    @property
    def state(self) -> str:
        """Names the lessons and, after a dot, the problems that are shown."""
        return f"{self._server}-{self._lessons}.{self._notes}"

    def next_state(self, seen: str, within: float = LONGEST_WAIT) -> str:
        """The state, as soon as it is another than the one that was seen, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != seen, within)
            return self.state
