"""How the rest of Savepoint reaches sandboxes, wherever they run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from webapp.lessons.start import Start
from webapp.observation import Event, Observation, Probe
from webapp.observation.completion import Completion
from webapp.sandbox.figures import Figures

Watch = Callable[[Event], None]
"""Called with each event of a run as it comes."""


@dataclass(frozen=True, slots=True)
class Past:
    """A snippet that ran before, to be run again: its source, and what it read of the clock."""

    source: str
    clock: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one snippet when a sandbox was rebuilt: its outcome and digest, None where it was not reached."""

    outcome: str | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A snippet sent along with the wish for a turn, so that asking and running take one way there and back.

    It runs only where the visitor's sandbox stands `at` that position (None: there is none) as the turn begins; in a
    new sandbox at `start`, where one is given.
    """

    at: str | None
    source: str
    probes: Sequence[Probe] = ()
    start: Start | None = None


class Elsewhere(Enum):
    """There is no live sandbox of the visitor's that stands at the position asked about."""

    ELSEWHERE = "elsewhere"


class Turn(Protocol):
    """A visitor's turn in a lesson: nothing else of theirs runs until it ends.

    `position` names the transcript the live sandbox stands at the end of; None where there is no sandbox. `seen` is
    what the snippet did that was sent ahead; None where it has not run. Every method raises SandboxError where the
    sandbox cannot be reached or the lesson's start does not run, and BusyError where trying again may help.
    """

    position: str | None
    seen: Observation | None

    def rebuild(self, start: Start, snippets: Sequence[Past]) -> list[Replayed]:
        """A new sandbox at `start`, with the snippets run in it; it replaces the visitor's live one."""

    def run(
        self, source: str, probes: Sequence[Probe] = (), watch: Watch | None = None, *, steps: bool = True
    ) -> Observation:
        """Runs a snippet in the live sandbox. It does the same without its `steps` recorded, and tells less."""

    def run_apart(
        self, start: Start, sources: Sequence[str], probes: Sequence[Probe] = (), *, interruptible: bool = False
    ) -> list[Observation]:
        """Runs snippets in a throwaway sandbox at `start`; the probes look after the last one.

        The visitor's interrupt reaches it only where it is `interruptible`: an author's code is not theirs to stop.
        """

    def settle(self, position: str) -> None:
        """Says where the live sandbox stands now that its last snippet is recorded. Without it, it is discarded."""

    def discard(self) -> None:
        """Ends the live sandbox."""


class Sandboxes(Protocol):
    """All the sandboxes there are."""

    def turn(
        self, visitor: str, lesson: str, ahead: Ahead | None = None, watch: Watch | None = None, *, urgent: bool = False
    ) -> AbstractContextManager[Turn]:
        """Waits for the visitor's turn and holds it. Raises BusyError when too many of their requests wait.

        `ahead` is run at once where it fits, and `watch` called with its events. What is `urgent` is no run, and waits
        behind nobody else's.
        """

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """Interrupts the snippet that runs there; whether one ran."""

    def complete(self, visitor: str, lesson: str, source: str, at: str | Start) -> Completion | Elsewhere:
        """What completes a source that ends at the cursor; nothing of it runs, and nothing becomes of it.

        Asked is the visitor's live sandbox where it stands `at` that position, or a throwaway one at a start. While a
        snippet of theirs is in flight, the answer comes at once and is empty. Raises SandboxError, BusyError.
        """

    def figures(self) -> dict[str, Figures]:
        """What each machine that runs snippets says of itself, by its name. Raises SandboxError, BusyError."""

    def queues(self) -> dict[str, int]:
        """How much waits in each queue for workers; none where snippets run here. Raises BusyError."""

    def status(self) -> dict[str, Any]:
        """What the kernel offers, and how many sandboxes live and run."""
