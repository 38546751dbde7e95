"""`savepoint lessons schema`: what editors complete and check lessons by."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.lessons.json_schema import FILE, FIRST_LINE, json_schema


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
def schema(folder: Path | None) -> None:
    """Print the JSON Schema of a lesson's file, or write it into FOLDER, beside the lessons.

    A lesson whose first line names it is completed and checked while you type, in editors that know YAML's schemas.
    """
    if folder is None:
        click.echo(json_schema(), nl=False)
        return
    path = folder / FILE
    try:
        path.write_text(json_schema(), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}.") from error
    click.echo(f"{path} is written. Let each lesson beside it begin with the line\n{FIRST_LINE}")
