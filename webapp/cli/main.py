"""The `savepoint` command. Subcommands import what they need when they run, so that `--help` is quick."""

from __future__ import annotations

import sys
from typing import Any

import click

from webapp.cli.lazy import Lazy
from webapp.cli.stop import unwind_on_sigterm
from webapp.errors import SavepointError

COMMANDS = {
    "bench": "webapp.cli.bench:bench",
    "db": "webapp.cli.db:db",
    "doctor": "webapp.cli.doctor:doctor",
    "instructor": "webapp.cli.instructor:instructor",
    "lessons": "webapp.cli.lessons:lessons",
    "pause": "webapp.cli.pause:pause",
    "purge": "webapp.cli.purge:purge",
    "resume": "webapp.cli.pause:resume",
    "rehearse": "webapp.cli.rehearse:rehearse",
    "run": "webapp.cli.run:run",
    "serve": "webapp.cli.serve:serve",
    "worker": "webapp.cli.worker:worker",
}


ELSEWHERE = {
    "win32": (
        "Savepoint contains snippets by what the Linux kernel offers. On Windows, install WSL 2 "
        "(https://learn.microsoft.com/windows/wsl/install) and run the same line inside it."
    ),
    "any": (
        "Savepoint contains snippets by what the Linux kernel offers. On this system, run the same line in a Linux "
        "container or virtual machine."
    ),
}


class Savepoint(Lazy):
    """Turns our errors into one sentence and status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the subcommand."""
        if sys.platform != "linux":
            raise click.UsageError(ELSEWHERE.get(sys.platform, ELSEWHERE["any"]))
        unwind_on_sigterm()
        try:
            return super().invoke(ctx)
        except SavepointError as error:
            click.echo(f"savepoint: {error}", err=True)
            raise click.exceptions.Exit(2) from error


@click.command(cls=Savepoint, found_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="savepoint")
def cli() -> None:
    """A teaching sandbox for SQLAlchemy's Session."""
