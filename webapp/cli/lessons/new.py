"""`savepoint lessons new`: a lesson to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.lessons.catalogue import ID
from webapp.lessons.fresh import fresh
from webapp.lessons.json_schema import FILE, json_schema
from webapp.lessons.misplaced import SUFFIXES, is_reserved


@click.command()
@click.argument("name", type=click.Path(path_type=Path))
def new(name: Path) -> None:
    """Write the lesson NAME, such as `mine/rollback`: it proves, and has every kind of step once, with comments.

    A folder that is missing is made; the JSON Schema for editors is put beside the lesson.
    """
    if name.is_dir():
        raise click.UsageError(f"{name} is a folder; name the lesson in it, such as {name / 'rollback'}.")
    path = name if name.suffix in SUFFIXES else name.with_name(f"{name.name}.yaml")
    if not ID.fullmatch(path.stem):
        say = "a lesson's file is named by lower-case letters, digits, dashes and underscores, as in an address"
        raise click.UsageError(f"{path.stem!r} is no name for a lesson: {say}.")
    if is_reserved(path):
        raise click.UsageError(f"{path.name} is no name for a lesson: that file has something else to hold.")
    for taken in (path.with_suffix(suffix) for suffix in SUFFIXES):
        if taken.exists():
            raise click.ClickException(f"{taken} exists already; nothing was changed.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(fresh(path.stem))
        schema = path.with_name(FILE)
        if not schema.exists():
            schema.write_text(json_schema(), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}.") from error
    click.echo(f"{path} is written. Look at it while you change it: savepoint lessons preview {path}")
    click.echo(f"Prove it: savepoint lessons check {path}")
