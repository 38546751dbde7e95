"""Starts the supervisor again when it has died, and gives up when that does not help."""

from __future__ import annotations

import time
from contextlib import suppress

import click

from webapp.errors import SandboxError
from webapp.sandbox.launch import Launched

FIRST_WAIT, LONGEST_WAIT = 0.1, 2.0
"""Seconds before it is started again: twice as long after each start in a row that came to nothing."""
LIVES = 1.0
"""Seconds that a start which came to something lives at least."""
TRIES = 5
"""Starts in a row that come to nothing before the server gives up."""


class Supervision:
    """Looks after one supervisor, whose first start is done."""

    def __init__(self, launched: Launched) -> None:
        self._launched = launched
        self._listened = True
        self._in_vain = 0
        self._again_at: float | None = None

    def look(self) -> None:
        """Does what is due now. Raises SandboxError after TRIES starts that came to nothing."""
        if self._again_at is not None:
            if time.monotonic() >= self._again_at:
                self._again_at, self._listened = None, False
                with suppress(SandboxError):  # then the dead one is found once more, and counts as another try
                    self._launched.restart()
            return
        ended = self._launched.process.poll() is not None
        self._listened = self._listened or self._launched.path.exists()
        if ended:
            self._plan()

    def _plan(self) -> None:
        lived = time.monotonic() - self._launched.started
        self._in_vain = 0 if self._listened and lived >= LIVES else self._in_vain + 1
        if self._in_vain >= TRIES:
            raise SandboxError(
                f"The supervisor of the sandboxes was started {TRIES} times and ended each time; "
                "the lines above say why."
            )
        self._again_at = time.monotonic() + min(LONGEST_WAIT, FIRST_WAIT * 2**self._in_vain)
        click.echo("The supervisor ended and is started again.", err=True)
