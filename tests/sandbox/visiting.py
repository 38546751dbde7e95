"""A visitor of a test's own: runs snippets the way `webapp.attempts` does, without a store."""

from collections.abc import Sequence
from itertools import count

from webapp.lessons.start import Start
from webapp.observation import Observation, Probe
from webapp.sandbox.interface import Sandboxes, Watch

numbers = count(1)


class Visitor:
    """Somebody whom no other test knows, in a lesson that begins at `start`."""

    def __init__(self, sandboxes: Sandboxes, start: Start | None = None) -> None:
        self.name = f"visitor-{next(numbers)}"
        self.start = start or Start()
        self._sandboxes = sandboxes

    def run(self, source: str, probes: Sequence[Probe] = (), watch: Watch | None = None) -> Observation:
        with self._sandboxes.turn(self.name, "lesson") as turn:
            if turn.position is None:
                turn.rebuild(self.start, [])
            seen = turn.run(source, probes, watch)
            turn.settle("here")
            return seen

    def has_sandbox(self) -> bool:
        with self._sandboxes.turn(self.name, "lesson") as turn:
            return turn.position is not None

    def interrupt(self) -> bool:
        return self._sandboxes.interrupt(self.name, "lesson")
