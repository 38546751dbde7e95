"""The web's processes: gunicorn's master, which looks after its workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import fields

from webapp.config import SettingError, Settings
from webapp.web.worker import SERVER
from webapp.web.wsgi import SUPERVISOR

FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable by which prometheus-client tells its processes where they add up what they count."""
STOP_WITHIN = 15.0
"""Seconds for the web to finish what runs before it is killed."""


class Web:
    """The web on a socket that listens already, for as long as this process lives."""

    def __init__(self, settings: Settings, key: str, listener: socket.socket, supervisor: str) -> None:
        """`supervisor` is the path of the supervisor's socket."""
        self._listener = listener.fileno()
        given = {each.metadata["env"]: str(getattr(settings, each.name)) for each in fields(settings)}
        self._figures = tempfile.TemporaryDirectory(prefix="savepoint-figures-")
        ours = {
            "SAVEPOINT_SECRET_KEY": key,
            SUPERVISOR: supervisor,
            SERVER: str(os.getpid()),
            FIGURES: self._figures.name,
        }
        self._environ = os.environ | given | ours
        self._numbers = ["--workers", str(settings.workers), "--threads", str(settings.threads)]
        try:
            self.process = self._spawn()
        except BaseException:
            self._figures.cleanup()
            raise

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:webapp.web.gunicorn_settings"]
        process = subprocess.Popen(
            [*command, *self._numbers, "--bind", f"fd://{self._listener}", "webapp.web.wsgi:application()"],
            env=self._environ,
            pass_fds=[self._listener],
            start_new_session=True,  # a terminal's Ctrl-C is ours to pass on, once the snippets have ended
        )
        self.started = time.monotonic()
        return process

    def came_up(self) -> bool:
        """Whether it came to something. Raises SettingError where it ended by itself, and not by being killed."""
        status = self.process.poll()
        if status is not None and status >= 0:
            raise SettingError(f"The web server ended with status {status}; see the lines above.")
        return True  # the socket listens: whoever connects waits in its queue until a worker is there

    def restart(self) -> None:
        """Starts it again after it has died."""
        self.process = self._spawn()

    def stop(self) -> None:
        """Ends it once what runs is answered."""
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._figures.cleanup()
