"""What a server does by itself once a day: it forgets visitors who have not come for a long time."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from webapp.cli.telling import tell
from webapp.config import Settings
from webapp.sandbox.identity import Identity, process

FIRST_AFTER = 60.0
"""Seconds after the start: a server that is just starting has other things to do."""
EVERY = 24 * 60 * 60.0
STOP_WITHIN = 5.0


class Housekeeping:
    """Runs `savepoint purge` in a process of its own, so that a large deletion delays nobody's supervision."""

    def __init__(self, settings: Settings, *, first_after: float = FIRST_AFTER, user: Identity | None = None) -> None:
        """`user` is whose the store's files are, where they are not ours."""
        self._user = process(user)
        self._days = settings.retention_days
        self._environ = os.environ | {
            "SAVEPOINT_HOME": str(settings.home),
            "DATABASE_URL": settings.database_url,
            "SAVEPOINT_WEB_USER": "",  # it is theirs already
        }
        self._due = time.monotonic() + first_after
        self._running: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Begins what is due, and says when it has failed."""
        if self._running is not None:
            status = self._running.poll()
            if status:
                tell(f"Old visitors could not be deleted (status {status}); it is tried again tomorrow.", error=True)
            if status is not None:
                self._running = None
        elif self._days and time.monotonic() >= self._due:
            self._due = time.monotonic() + EVERY
            command = [sys.executable, "-m", "webapp", "purge", "--older-than", str(self._days)]
            self._running = subprocess.Popen(command, env=self._environ, start_new_session=True, **self._user)

    def stop(self) -> None:
        """Ends what runs; what it has not deleted yet is deleted another time."""
        if self._running is not None:
            self._running.terminate()
            try:
                self._running.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait()
