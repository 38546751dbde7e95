"""`savepoint pause` and `savepoint resume`: the switch that stops execution and leaves reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from webapp.cli.home import as_owner, make_home
from webapp.config import Settings
from webapp.store.store import Store

LONGEST = 200


@click.command()
@click.option("--because", default="", help="what visitors are told, such as 'an update until noon'")
def pause(because: str) -> None:
    """Stop running visitors' code, on every machine that shares this database.

    It takes effect within seconds and needs no restart; pages can be read as before. What runs at this moment ends.
    """
    if len(because) > LONGEST:
        raise click.UsageError(f"The reason is shown on every page: {LONGEST} characters at most.")
    with _store() as store:
        store.pause(because)
    click.echo("No code runs from now on, within two seconds. 'savepoint resume' ends that.")


@click.command()
def resume() -> None:
    """Run visitors' code again after `savepoint pause`."""
    with _store() as store:
        was = store.end_pause()
    click.echo("Code runs again, within two seconds." if was else "It was not paused; code runs.")


@contextmanager
def _store() -> Iterator[Store]:
    settings = Settings.from_environment()
    with as_owner(settings):
        if not settings.database_url:
            make_home(settings)
        with closing(Store(settings.store_url)) as store:
            yield store
