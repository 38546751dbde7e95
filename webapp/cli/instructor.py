"""`savepoint instructor`: who may see how the course goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from webapp.cli.home import as_owner
from webapp.cli.tables import upgrade_tables
from webapp.config import SettingError, Settings
from webapp.store.store import Store
from webapp.store.teaching.teaching import Teaching
from webapp.store.teaching.values import Instructor

NAME = 60
"""Characters of a name."""
URL = click.option("--url", help="The server's address as instructors open it.  [default: this machine's]")


def _name(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    name = " ".join(value.split())
    if not name or len(name) > NAME or not name.isprintable():
        raise click.BadParameter(f"a name has 1 to {NAME} characters that can be printed")
    return name


WHO = click.argument("name", callback=_name)


@click.group()
def instructor() -> None:
    """Who may see how the course goes, and have classes."""


@instructor.command()
@WHO
@URL
def add(name: str, url: str | None) -> None:
    """Add an instructor and print the link that logs them in, this once.

    Whoever has the link is that instructor: send it to them alone.
    """
    settings = Settings.from_environment()
    upgrade_tables(settings)  # an operator may add instructors before the first start
    with _teaching(settings) as teaching:
        _print_link(teaching.add_instructor(name), settings, url)
    if not settings.database_url:
        click.echo(f"{name} is kept in {_file(settings)}, which must be the server's store.", err=True)


@instructor.command()
@WHO
@URL
def renew(name: str, url: str | None) -> None:
    """Print a new login link, also for an instructor who was revoked. The one before is good no more."""
    settings = Settings.from_environment()
    with _teaching(settings) as teaching:
        token = teaching.renew_instructor(name)
    if token is None:
        raise SettingError(f"There is no instructor {name}; `savepoint instructor list` has them all.")
    _print_link(token, settings, url)


@instructor.command("list")
def list_() -> None:
    """Print the instructors, one a line."""
    with _teaching(Settings.from_environment()) as teaching:
        for each in teaching.instructors():
            click.echo(_told(each))


@instructor.command()
@WHO
def revoke(name: str) -> None:
    """Make an instructor none any more, at once. Their classes stay, and keep no solution back."""
    with _teaching(Settings.from_environment()) as teaching:
        if not teaching.revoke_instructor(name):
            raise SettingError(f"There is no instructor {name} who could be revoked.")
    click.echo(f"{name} is no instructor any more.")


def _file(settings: Settings) -> Path:
    return Path(settings.store_url.removeprefix("sqlite:///"))


@contextmanager
def _teaching(settings: Settings) -> Iterator[Teaching]:
    if not settings.database_url and not _file(settings).exists():
        raise SettingError(
            f"There is no store at {_file(settings)}. Run this in the folder that the server is started from, "
            "or set SAVEPOINT_HOME as it is set there."
        )
    with as_owner(settings), closing(Store(settings.store_url)) as store:
        yield store.teaching


def _print_link(token: str, settings: Settings, url: str | None) -> None:
    server = (url or f"http://{settings.host}:{settings.port}").rstrip("/")
    click.echo(f"{server}/instructor/login#{token}")
    click.echo("This link logs in whoever has it, and is not shown again.", err=True)


def _told(each: Instructor) -> str:
    since = f"{each.name}, since {each.created:%Y-%m-%d}"
    return since if each.revoked is None else f"{since}, revoked {each.revoked:%Y-%m-%d}"
