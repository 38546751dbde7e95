"""`savepoint db`: the store's tables."""

from __future__ import annotations

import click

from webapp.cli.home import make_home
from webapp.config import Settings
from webapp.store.store import Store


@click.group()
def db() -> None:
    """The store's tables."""


@db.command()
def upgrade() -> None:
    """Bring the store's tables to this version.

    Exit status 2, and nothing changed, where that fails: a release stops there.
    """
    settings = Settings.from_environment()
    if not settings.database_url:
        make_home(settings)
    store = Store(settings.store_url)
    try:
        store.upgrade()
    finally:
        store.close()
    click.echo("The store's tables are up to date.")
