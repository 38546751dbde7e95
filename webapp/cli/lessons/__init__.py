"""`savepoint lessons`: tools for those who write lessons."""

from __future__ import annotations

import click

from webapp.cli.lazy import Lazy

COMMANDS = {
    "check": "webapp.cli.lessons.check:check",
    "coverage": "webapp.cli.lessons.coverage:coverage",
    "import": "webapp.cli.importing:import_",
    "new": "webapp.cli.lessons.new:new",
    "preview": "webapp.cli.lessons.preview:preview",
    "schema": "webapp.cli.lessons.schema:schema",
}


@click.command(cls=Lazy, found_at=COMMANDS)
def lessons() -> None:
    """Tools for those who write lessons."""
