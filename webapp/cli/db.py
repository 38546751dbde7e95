"""`savepoint db`: the store's tables."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.tables import upgrade_tables
from webapp.config import Settings
from webapp.store.backup import back_up


@click.group()
def db() -> None:
    """The store's tables."""


@db.command()
def upgrade() -> None:
    """Bring the store's tables to this version.

    Exit status 2, and nothing changed, where that fails: a release stops there.
    """
    settings = Settings.from_environment()
    upgrade_tables(settings)
    click.echo("The store's tables are up to date.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy a SQLite store to FILE while it is served.

    To restore it, put the copy where the store was, as savepoint.sqlite3 in the home folder, with no server running and
    without the files beside it that end in -wal and -shm.
    """
    back_up(Settings.from_environment().store_url, file)
    click.echo(f"The store is copied to {file}.")
