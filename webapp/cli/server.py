"""The web's processes beside the supervisor's, watched and stopped together."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import fields

import click

from webapp.cli.listener import address
from webapp.cli.place import place
from webapp.cli.stop import Stop
from webapp.cli.supervision import Supervision
from webapp.config import SettingError, Settings
from webapp.sandbox.launch import Launched
from webapp.web.gunicorn_settings import SERVER
from webapp.web.wsgi import SUPERVISOR

LOOK_EVERY = 0.1
"""Seconds between two looks at the processes."""
STOP_WITHIN = 15.0
"""Seconds for the web to finish what runs before it is killed."""


class Server:
    """Serves with a supervisor that listens already: starts it again when it dies, ends when the web does."""

    def __init__(self, settings: Settings, key: str, listener: socket.socket, launched: Launched) -> None:
        self._settings = settings
        self._key = key
        self._listener = listener
        self._launched = launched

    def run(self, stop: Stop) -> None:
        """Serves until asked to stop. Raises SavepointError where the web or the supervisor does not go on."""
        web = self._start_web()
        try:
            click.echo(f"Savepoint is at {address(self._listener)}  (Ctrl-C stops it)")
            click.echo(f"Progress is kept in {place(self._settings.store_url)}")
            supervision = Supervision(self._launched)
            while not stop.asked:
                time.sleep(LOOK_EVERY)
                if web.poll() is not None:
                    raise SettingError(f"The web server ended with status {web.returncode}; see the lines above.")
                supervision.look()
        finally:
            _end(web)

    def _start_web(self) -> subprocess.Popen[bytes]:
        listener = self._listener.fileno()
        given = {each.metadata["env"]: str(getattr(self._settings, each.name)) for each in fields(self._settings)}
        ours = {"SAVEPOINT_SECRET_KEY": self._key, SUPERVISOR: str(self._launched.path), SERVER: str(os.getpid())}
        command = [sys.executable, "-m", "gunicorn", "--config", "python:webapp.web.gunicorn_settings"]
        numbers = ["--workers", str(self._settings.workers), "--threads", str(self._settings.threads)]
        return subprocess.Popen(
            [*command, *numbers, "--bind", f"fd://{listener}", "webapp.web.wsgi:application()"],
            env=os.environ | given | ours,
            pass_fds=[listener],
            start_new_session=True,  # a terminal's Ctrl-C is ours to pass on, once the snippets have ended
        )


def _end(web: subprocess.Popen[bytes]) -> None:
    web.terminate()
    try:
        web.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        web.kill()
        web.wait()
