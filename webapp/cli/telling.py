"""What a server tells its operator while it runs."""

from __future__ import annotations

import click

from webapp import logs


def tell(message: str, *, error: bool = False) -> None:
    """Prints it, in the style of the log."""
    click.echo(logs.told(message, error=error), err=error)
