"""`savepoint doctor`: which layers hold visitors' code in on this machine, each tried for real."""

from __future__ import annotations

import json
from dataclasses import replace

import click
from rich.console import Console
from rich.table import Table

from webapp.cli.layers import Layer, layers, web_user
from webapp.config import Settings
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

WIDTH_OF_A_FILE = 120
"""Columns where the output is no terminal."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def doctor(as_json: bool) -> None:
    """Try each layer of the sandbox on this machine.

    Exit status 1 where one is missing without which the server listens on loopback only.
    """
    settings = Settings.from_environment()
    limits, user = replace(Limits.of(settings), cpu_seconds=1.0, wall_seconds=3.0), settings.sandbox_user
    with Launched(limits, policy=False, user=user) as bare, Launched(limits, user=user) as whole:
        found = [*layers(bare, whole), web_user(settings)]
    loopback_only = any(layer.needed and not layer.holds for layer in found)
    if as_json:
        told = [
            {"layer": each.name, "in_force": each.holds, "needed": each.needed, "seen": each.seen}
            | ({} if each.holds else {"without_it": each.otherwise})
            for each in found
        ]
        click.echo(json.dumps({"loopback_only": loopback_only, "layers": told}, indent=2))
    else:
        Console(width=None if Console().is_terminal else WIDTH_OF_A_FILE, highlight=False).print(_table(found))
    if loopback_only:
        click.echo("A server on this machine has to stay on loopback.", err=True)
        raise click.exceptions.Exit(1)


def _table(found: list[Layer]) -> Table:
    table = Table(pad_edge=False, box=None, padding=(0, 2, 0, 0))
    for column in ("layer", "in force", "what was seen"):
        table.add_column(column, overflow="fold", no_wrap=column == "in force")
    for layer in found:
        seen = layer.seen if layer.holds else f"{layer.seen}. Without it: {layer.otherwise}."
        style = "green" if layer.holds else "bold red" if layer.needed else "yellow"
        table.add_row(layer.name, f"[{style}]{'yes' if layer.holds else 'NO'}[/]", seen)
    return table
