"""`savepoint serve`: supervisor and web, started, watched and stopped together."""

from __future__ import annotations

import os
import time
from dataclasses import fields
from importlib.util import find_spec
from typing import Any

import click

from webapp import logs
from webapp.cli.home import as_owner
from webapp.cli.listener import listen
from webapp.cli.secret import LOOPBACK, secret_key
from webapp.cli.server import LOOK_EVERY, Server
from webapp.cli.stop import Stop
from webapp.cli.strangers import strangers
from webapp.cli.tables import look_at_tables, upgrade_tables
from webapp.cli.telling import tell
from webapp.config import SettingError, Settings, reach
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits


def _options(command: Any) -> Any:
    for each in reversed(fields(Settings)):
        told = [each.metadata["tells"], reach(each)]
        tells = f"{'; '.join(filter(None, told))} [{each.metadata['env']}]"
        if not each.metadata["secret"]:  # it would stand in every list of processes
            command = click.option(f"--{each.name.replace('_', '-')}", default=None, help=tells)(command)
    return command


@click.command()
@_options
def serve(**options: str | None) -> None:
    """Serve the lessons. Ctrl-C stops everything.

    Every option is also a setting by environment variable, whose name stands in brackets.
    """
    settings = _settings(options)
    logs.begin(settings.log)
    for sentence in strangers(os.environ):
        tell(sentence, error=True)
    _check_libraries(settings)
    catalogue = Catalogue.load(*folders(settings.lessons))
    for problem in catalogue.problems:
        tell(str(problem), error=True)
    if not catalogue.lessons:
        raise SettingError("There is no lesson to serve.")
    with as_owner(settings) as web:
        key = secret_key(settings)
        if settings.database_url:
            look_at_tables(settings)
        else:
            upgrade_tables(settings)
    with listen(settings.host, settings.port) as listener:
        stop = Stop()  # before anything is made that has to be removed again
        if settings.sandboxes == "workers":
            Server(settings, key, listener, None, web).run(stop)
            return
        launched = Launched(Limits.of(settings), log=settings.log, user=settings.sandbox_user, web=web)
        try:
            while not launched.listens():
                if stop.asked:
                    return
                time.sleep(LOOK_EVERY)
            _check_kernel(settings, launched.sandboxes.status()["kernel"])
            Server(settings, key, listener, launched, web).run(stop)
        finally:
            launched.stop()


def _settings(options: dict[str, str | None]) -> Settings:
    given = {name: text for name, text in options.items() if text is not None}
    environ = os.environ | {each.metadata["env"]: given[each.name] for each in fields(Settings) if each.name in given}
    return Settings.from_environment(environ)


def _check_libraries(settings: Settings) -> None:
    wanted = ("redis", "celery") if settings.sandboxes == "workers" else ("redis",)
    for library in wanted if settings.redis_url else ():
        if find_spec(library) is None:
            raise SettingError(f"REDIS_URL is set, which needs {library}: pip install 'savepoint[cluster]'.")


def _check_kernel(settings: Settings, kernel: dict[str, Any]) -> None:
    if kernel["seccomp"]:
        return
    if settings.host not in LOOPBACK:
        raise SettingError(
            "This kernel cannot filter system calls (seccomp), so strangers' code is not contained here. "
            "Savepoint then listens on loopback only: leave --host out, or use a Linux machine."
        )
    tell("This kernel cannot filter system calls (seccomp): run only code you trust.", error=True)
