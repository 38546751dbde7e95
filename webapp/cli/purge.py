"""`savepoint purge`: visitors who have not come for a long time are forgotten."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta

import click

from webapp.cli.home import as_owner
from webapp.config import Settings
from webapp.store.store import Store


@click.command()
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(1, 36500),
    required=True,
    metavar="DAYS",
    help="days since a visitor's last sign of life",
)
def purge(days: int) -> None:
    """Delete all that is kept of visitors who have not come for so many days.

    A server does this by itself, once a day, after SAVEPOINT_RETENTION_DAYS.
    """
    settings = Settings.from_environment()
    with as_owner(settings), closing(Store(settings.store_url)) as store:
        gone = store.purge(datetime.now(UTC) - timedelta(days=days))
    click.echo(f"{gone} visitor{'' if gone == 1 else 's'} forgotten, not seen for {days} days.")
