"""The web's processes: gunicorn's master, which looks after its workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from webapp.cli.telling import tell
from webapp.config import SettingError, Settings
from webapp.errors import SandboxError
from webapp.sandbox.identity import Identity, process
from webapp.web.handed import READY, SERVER, SUPERVISOR

FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable by which prometheus-client tells its processes where they add up what they count."""
STOP_WITHIN = 15.0
"""Seconds for the web to finish what runs before it is killed."""


class Web:
    """The web on a socket that listens already, for as long as this process lives."""

    def __init__(
        self, settings: Settings, key: str, listener: socket.socket, supervisor: str, user: Identity | None = None
    ) -> None:
        """`supervisor` is the path of the supervisor's socket, `user` whose the processes are; by default ours."""
        self._user = user
        self._listener = listener.fileno()
        given = {each.metadata["env"]: str(getattr(settings, each.name)) for each in fields(settings)}
        self._figures = tempfile.TemporaryDirectory(prefix="savepoint-figures-")
        ours = {
            "SAVEPOINT_SECRET_KEY": key,
            SUPERVISOR: supervisor,
            SERVER: str(os.getpid()),
            FIGURES: self._figures.name,
        }
        self._environ = os.environ | given | ours | ({"HOME": user.home} if user else {})
        self._workers = settings.workers
        self._numbers = ["--workers", str(settings.workers), "--threads", str(settings.threads)]
        self._next: _Next | None = None
        self._leaving: list[subprocess.Popen[bytes]] = []
        try:
            if user:
                user.own(Path(self._figures.name))
            self.process = self._spawn()
        except BaseException:
            self._figures.cleanup()
            raise
        self.started = time.monotonic()

    def _spawn(self, ready: int | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:webapp.web.gunicorn_settings"]
        more = {} if ready is None else {READY: str(ready)}
        return subprocess.Popen(
            [*command, *self._numbers, "--bind", f"fd://{self._listener}", "webapp.web.wsgi:application()"],
            env=self._environ | more,
            pass_fds=[self._listener] if ready is None else [self._listener, ready],
            start_new_session=True,  # a terminal's Ctrl-C is ours to pass on, once the snippets have ended
            **process(self._user),
        )

    def came_up(self) -> bool:
        """Whether it came to something. Raises SettingError where it ended by itself, and not by being killed."""
        status = self.process.poll()
        if status is not None and status >= 0:
            raise SettingError(f"The web server ended with status {status}; see the lines above.")
        return True  # the socket listens: whoever connects waits in its queue until a worker is there

    def restart(self) -> None:
        """Starts it again after it has died. Raises SandboxError where no process is to be had."""
        try:
            self.process = self._spawn()
        except OSError as error:
            raise SandboxError(f"The web server cannot be started: {error.strerror}.") from error
        self.started = time.monotonic()

    def reload(self) -> None:
        """Begins to start another web, of the code that is there now; `look` lets it take over once it serves."""
        if self._next is not None:
            return
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        try:
            self._next = _Next(self._spawn(writing), reading, self._workers)
        except OSError as error:
            os.close(reading)
            tell(f"No other web can be started: {error.strerror}. This one serves on.", error=True)
        finally:
            os.close(writing)

    def look(self) -> None:
        """Does what a reload is due for now: the two share the socket, so none who connects is turned away."""
        self._leaving = [each for each in self._leaving if each.poll() is None]
        if self._next is None:
            return
        if self._next.serves():
            self.process.terminate()
            self._leaving.append(self.process)
            self.process, self.started = self._next.process, time.monotonic()
            tell("The web server was reloaded.")
        elif self._next.process.poll() is not None:
            tell("The reloaded web server ended at its start; this one serves on.", error=True)
        else:
            return
        self._next.close()
        self._next = None

    def stop(self) -> None:
        """Ends it once what runs is answered."""
        processes = [self.process, *self._leaving]
        if self._next is not None:
            processes.append(self._next.process)
            self._next.close()
        for each in processes:
            each.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for each in processes:
            try:
                each.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()
        self._figures.cleanup()


class _Next:
    """A web that starts while another serves; each of its workers says by a byte when it can answer."""

    def __init__(self, process: subprocess.Popen[bytes], reading: int, workers: int) -> None:
        self.process = process
        self._reading = reading
        self._missing = workers

    def serves(self) -> bool:
        """Whether all its workers do."""
        with suppress(BlockingIOError):
            self._missing -= len(os.read(self._reading, self._missing))
        return self._missing <= 0

    def close(self) -> None:
        """Stops listening to it."""
        os.close(self._reading)
