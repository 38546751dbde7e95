"""`savepoint lessons preview`: a lesson's page as it is being written."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import click

from webapp.cli.lessons.proving import Proving
from webapp.cli.lessons.watching import saves
from webapp.cli.listener import address, listen
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders
from webapp.lessons.misplaced import no_lesson
from webapp.lessons.review.course import reviewed
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
from webapp.store.store import Store
from webapp.web.preview.desk import Desk
from webapp.web.preview.server import serve

LIVE = 16
"""Sandboxes kept alive: one author looks at a few lessons."""


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on; without it, a free one.")
def preview(path: Path | None, port: int) -> None:
    """Serve lessons to their author, on this machine only: PATH is a lesson's file or a folder; without it, the course.

    The page renews itself when a file is saved, and shows what is wrong at its line; solutions and mistakes are tried
    by a click. Nothing of it is kept. Ctrl-C ends it.
    """
    if path is not None and path.is_file() and (problem := no_lesson(path)) is not None:
        raise click.UsageError(str(problem))
    settings = Settings.from_environment()
    found = folders(settings.lessons) if path is None else (path if path.is_dir() else path.parent,)
    file = path if path is not None and path.is_file() else None
    with (
        listen("127.0.0.1", port) as listener,
        tempfile.TemporaryDirectory(prefix="savepoint-preview-") as scratch,
        Launched(Limits.of(settings, live=LIVE)) as launched,
    ):
        store = Store(f"sqlite:///{scratch}/preview.sqlite3")
        store.upgrade()
        desk, proving, stop = Desk(), Proving(launched.sandboxes), Event()
        lay(desk, found)
        watcher = Thread(target=keep, args=(desk, found, file, proving, stop), daemon=True)
        watcher.start()
        page = f"lessons/{file.stem}" if file and file.stem in _ids(desk) else ("preview" if file else "")
        click.echo(f"The preview is at {address(listener)}{page}  (Ctrl-C ends it)")
        try:
            with suppress(KeyboardInterrupt):
                serve(listener, desk, store, launched.sandboxes, settings)
        finally:
            stop.set()
            store.close()


def lay(desk: Desk, found: Sequence[Path]) -> Catalogue:
    """Reads the folders anew and lays what they hold on the desk."""
    catalogue = Catalogue.load(*found)
    desk.lay(catalogue, [*catalogue.problems, *reviewed(catalogue.lessons, catalogue.ids, catalogue.beside)])
    return catalogue


def keep(desk: Desk, found: Sequence[Path], file: Path | None, proving: Proving, stop: Event) -> None:
    """Keeps the desk as the files are, until it is to stop; proves the lesson of that file, or all."""
    for _ in saves(found, stop):
        catalogue = lay(desk, found)
        mine = [lesson for lesson in catalogue.lessons if file is None or Path(lesson.path).resolve() == file.resolve()]
        proven = proving.problems(mine)
        desk.prove([*catalogue.problems, *reviewed(catalogue.lessons, catalogue.ids, catalogue.beside), *proven])


def _ids(desk: Desk) -> set[str]:
    return {lesson.id for lesson in desk.catalogue().lessons}
