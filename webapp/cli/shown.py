"""A run in the terminal: as the page would show it, or as one line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from webapp import explained
from webapp.observation import Observation, Violation

COLOURS = {"output": None, "value": "cyan", "error": "red"}


def as_json(name: str, seen: Observation, *, several: bool) -> None:  # noqa: ARG001 - a line is the same either way
    """One JSON object on a line of its own."""
    click.echo(
        json.dumps(
            {
                "file": name,
                "outcome": seen.outcome,
                "output": seen.output,
                "violations": [
                    {"line": each.line, "column": each.column, "message": str(each)} for each in seen.violations
                ],
                "sql": [each.text for each in seen.statements],
                "statements": [each.model_dump(exclude={"spans"}) for each in seen.statements],
                "tables": [each.model_dump() for each in seen.tables],
                "error": seen.error.model_dump() if seen.error else None,
                "explained": asdict(found) if (found := explained.error(seen)) else None,
                "note": seen.note,
                "seconds": seen.seconds,
            }
        )
    )


def as_text(name: str, seen: Observation, *, several: bool) -> None:
    """What the console would show, with the file's name above it where there are several."""
    if several:
        click.secho(f"# {click.format_filename(name)}", bold=True)
    for event in seen.events:
        click.secho(event.text, fg=COLOURS[event.kind], nl=False)
    if seen.left_out:
        click.secho(f"({seen.left_out:,} characters more were left out)", dim=True)
    lines = seen.source.splitlines()
    for violation in seen.violations:
        _violation(violation, lines)
    found = explained.error(seen)
    if found is not None:
        click.echo(f"\n{' '.join(found.says)}")
        click.secho(found.link, dim=True)
    if seen.note:
        click.secho(seen.note, fg="yellow")


def _violation(violation: Violation, lines: list[str]) -> None:
    click.secho(f"line {violation.line}, column {violation.column}: {violation}", fg="red")
    if 0 < violation.line <= len(lines):
        width = max(1, (violation.end_column or violation.column + 1) - violation.column)
        click.echo(f"    {lines[violation.line - 1]}")
        click.echo(f"    {' ' * (violation.column - 1)}{'^' * width}")
