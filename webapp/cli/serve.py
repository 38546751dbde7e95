"""`savepoint serve`: supervisor and web, started, watched and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from webapp.cli.listener import address, listen
from webapp.cli.secret import LOOPBACK, secret_key
from webapp.config import SettingError, Settings
from webapp.lessons.catalogue import Catalogue, shipped
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
from webapp.store.store import Store
from webapp.web.wsgi import SUPERVISOR

LOOK_EVERY = 0.1
"""Seconds between two looks at the processes."""
STOP_WITHIN = 15.0
"""Seconds for the web to finish what runs before it is killed."""


def _options(command: Any) -> Any:
    for each in reversed(fields(Settings)):
        tells = f"{each.metadata['tells']} [{each.metadata['env']}]"
        if each.name != "secret_key":  # a secret on a command line is in every list of processes
            command = click.option(f"--{each.name.replace('_', '-')}", default=None, help=tells)(command)
    return command


@click.command()
@_options
def serve(**options: str | None) -> None:
    """Serve the lessons. Ctrl-C stops everything.

    Every option is also a setting by environment variable, whose name stands in brackets.
    """
    settings = _settings(options)
    catalogue = Catalogue.load(Path(settings.lessons or shipped()))
    for problem in catalogue.problems:
        click.echo(str(problem), err=True)
    if not catalogue.lessons:
        raise SettingError("There is no lesson to serve.")
    key = secret_key(settings)
    _upgrade(settings)
    with listen(settings.host, settings.port) as listener:
        launched = Launched(Limits.of(settings))
        try:
            _check_kernel(settings, launched.wait_until_ready()["kernel"])
            Server(settings, key, listener, launched).run()
        finally:
            launched.stop()


def _settings(options: dict[str, str | None]) -> Settings:
    given = {name: text for name, text in options.items() if text is not None}
    environ = os.environ | {each.metadata["env"]: given[each.name] for each in fields(Settings) if each.name in given}
    return Settings.from_environment(environ)


def _upgrade(settings: Settings) -> None:
    if settings.database_url:
        return  # a hosted database is migrated by the release, before the servers start
    store = Store(settings.store_url)
    try:
        store.upgrade()
    finally:
        store.close()


def _check_kernel(settings: Settings, kernel: dict[str, Any]) -> None:
    if kernel["seccomp"]:
        return
    if settings.host not in LOOPBACK:
        raise SettingError(
            "This kernel cannot filter system calls (seccomp), so strangers' code is not contained here. "
            "Savepoint then listens on loopback only: leave --host out, or use a Linux machine."
        )
    click.echo("This kernel cannot filter system calls (seccomp): run only code you trust.", err=True)


class Server:
    """The web's processes beside the supervisor's: restarts the one, ends with the other."""

    def __init__(self, settings: Settings, key: str, listener: socket.socket, launched: Launched) -> None:
        self._settings = settings
        self._launched = launched
        self._listener = listener
        self._stopping = threading.Event()
        self._web = self._start_web(key)

    def _start_web(self, key: str) -> subprocess.Popen[bytes]:
        listener = self._listener.fileno()
        given = {each.metadata["env"]: str(getattr(self._settings, each.name)) for each in fields(self._settings)}
        environ = os.environ | given | {"SAVEPOINT_SECRET_KEY": key, SUPERVISOR: str(self._launched.path)}
        command = [sys.executable, "-m", "gunicorn", "--config", "python:webapp.web.gunicorn_settings"]
        numbers = ["--workers", str(self._settings.workers), "--threads", str(self._settings.threads)]
        return subprocess.Popen(
            [*command, *numbers, "--bind", f"fd://{listener}", "webapp.web.wsgi:application()"],
            env=environ,
            pass_fds=[listener],
            start_new_session=True,  # a terminal's Ctrl-C is ours to pass on, once the snippets have ended
        )

    def run(self) -> None:
        """Serves until a signal asks to stop, or the web ends by itself. Raises SettingError in that case."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stopping.set())
        click.echo(f"Savepoint is at {address(self._listener)}  (Ctrl-C stops it)")
        click.echo(f"Progress is kept in {self._settings.store_url.rpartition('@')[2].removeprefix('sqlite:///')}")
        try:
            while not self._stopping.wait(LOOK_EVERY):
                if self._web.poll() is not None:
                    raise SettingError(f"The web server ended with status {self._web.returncode}; see the lines above.")
                if self._launched.process.poll() is not None:
                    click.echo("The supervisor ended and is started again.", err=True)
                    self._launched.restart()
        finally:
            self._stop_web()

    def _stop_web(self) -> None:
        self._web.terminate()
        try:
            self._web.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self._web.kill()
            self._web.wait()
