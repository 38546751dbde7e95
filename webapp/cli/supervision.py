"""Starts a process again when it has died, and gives up when that does not help."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from typing import Protocol

from webapp.cli.telling import tell
from webapp.errors import SandboxError

FIRST_WAIT, LONGEST_WAIT = 0.2, 2.0
"""Seconds before it is started again after a start that came to nothing: twice as long after each more in a row."""
LIVES = 1.0
"""Seconds that a start which came to something lives at least."""
TRIES = 5
"""Starts in a row that come to nothing before the server gives up."""


class Kept(Protocol):
    """A process that is to live as long as the server. `started` is the time.monotonic() of its last start."""

    process: subprocess.Popen[bytes]
    started: float

    def came_up(self) -> bool:
        """Whether its last start has come to something. Raises SavepointError where another would be in vain."""

    def restart(self) -> None:
        """Starts it again after it has died. Raises SandboxError where no process is to be had."""


class Supervision:
    """Looks after one process, whose first start is done."""

    def __init__(self, kept: Kept, name: str) -> None:
        """`name` is what the operator is told it is."""
        self._kept = kept
        self._name = name
        self._up = True
        self._in_vain = 0
        self._again_at: float | None = None

    def look(self) -> None:
        """Does what is due now. Raises SandboxError after TRIES starts that came to nothing, and what `Kept` raises."""
        if self._again_at is not None:
            if time.monotonic() >= self._again_at:
                self._again_at, self._up = None, False
                with suppress(SandboxError):  # then the dead one is found once more, and counts as another try
                    self._kept.restart()
            return
        ended = self._kept.process.poll() is not None
        self._up = self._kept.came_up() or self._up
        if ended:
            self._plan()

    def _plan(self) -> None:
        lived = time.monotonic() - self._kept.started
        self._in_vain = 0 if self._up and lived >= LIVES else self._in_vain + 1
        if self._in_vain >= TRIES:
            raise SandboxError(
                f"The {self._name} was started {TRIES} times and ended each time; the lines above say why."
            )
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (self._in_vain - 1)) if self._in_vain else 0.0
        self._again_at = time.monotonic() + wait
        tell(f"The {self._name} ended and is started again.", error=True)
