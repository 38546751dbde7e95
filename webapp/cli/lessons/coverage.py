"""`savepoint lessons coverage`: which lesson covers which topic."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders
from webapp.lessons.reference.table import BEGIN, END, NoPlaceError, put_in, table

README = f"""\
# Which lesson covers what

{BEGIN}
{END}
"""


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--write", is_flag=True, help="Put it into README.md beside the lessons, between its marks.")
def coverage(folder: Path | None, write: bool) -> None:
    """Print a Markdown table of what the lessons of FOLDER, or of the course, teach, practise and correct.

    Its rows are the topics in topics.yaml, its cells what the steps say of themselves. Exit status 1 where a file
    cannot be read: the table would lack what is in it.
    """
    places = (folder,) if folder else folders(Settings.from_environment().lessons)
    catalogue = Catalogue.load(*places)
    if catalogue.problems:
        raise click.ClickException("\n".join(["Something is wrong with the lessons:", *map(str, catalogue.problems)]))
    if not catalogue.beside.topics:
        raise click.ClickException(f"There is no topics.yaml in {places[0]}.")
    made = table(catalogue)
    if not write:
        click.echo(made, nl=False)
        return
    path = places[-1] / "README.md"
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else README
        path.write_text(put_in(text, made), encoding="utf-8")
    except NoPlaceError as error:
        raise click.ClickException(f"{path} was not changed. {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{path} cannot be written: {error}.") from error
    click.echo(f"{path} is written.")
