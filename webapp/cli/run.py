"""`savepoint run`: snippets from files, by the very path the page uses."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import click

from webapp.attempts import Attempts, Submission
from webapp.cli import shown
from webapp.config import Settings
from webapp.errors import SandboxError, SnippetTooLargeError
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import TextStep
from webapp.observation import Observation, Violation
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
from webapp.store.store import Store

SCRATCH = "scratch"
"""The lesson of snippets that belong to none: an empty start, with the datasets at hand."""
LIVE = 8
"""Sandboxes kept alive here: one visitor at a time is enough, and thousands of files must not fill the memory."""

FILE = click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True)
"""Looked for before anything runs, opened when its turn comes."""


@click.command()
@click.option("--lesson", metavar="ID", help="Begin at this lesson's start; without it, with nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each snippet, a line each.")
@click.option("--fresh", is_flag=True, help="Give each file a visitor of its own.")
@click.option("--without-policy", is_flag=True, help="For testing the kernel's layer only: switch the policy off.")
@click.option("--lessons", metavar="FOLDERS", help="Folders with lessons, as in SAVEPOINT_LESSONS.")
@click.argument("files", nargs=-1, required=True, type=FILE)
def run(
    lesson: str | None,
    as_json: bool,
    fresh: bool,
    without_policy: bool,
    lessons: str | None,
    files: tuple[str, ...],
) -> None:
    """Run each FILE as one snippet, in order, in one visitor's sandbox; `-` is standard input.

    Exit status 0: all ran. 1: a snippet raised, was refused, interrupted or killed. 2: misuse.
    """
    settings = Settings.from_environment(lessons=lessons)
    catalogue = _catalogue(settings, lesson)
    show = shown.as_json if as_json else shown.as_text
    failed = False
    with _attempts(settings, catalogue, policy=not without_policy) as (store, attempts):
        visitor = store.add_visitor()
        for number, name in enumerate(files):
            if fresh and number:
                visitor = store.add_visitor()
            seen = _observed(attempts, visitor, lesson or SCRATCH, _read(name))
            failed = failed or seen.outcome != "ok"
            show(name, seen, several=len(files) > 1)
    raise click.exceptions.Exit(1 if failed else 0)


def _read(name: str) -> str:
    try:
        # Each is closed before the next is opened: there may be more files than descriptors.
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{click.format_filename(name)} cannot be read: {error.strerror}.") from error
    return data.decode("utf-8", "replace")


def _catalogue(settings: Settings, lesson: str | None) -> Catalogue:
    catalogue = Catalogue.load(*folders(settings.lessons))
    if lesson is not None:
        catalogue.get(lesson)
        return catalogue
    nothing = TextStep(text="Nothing is prepared here.")
    scratch = Lesson(id=SCRATCH, title="Scratch", summary="A console.", steps=[nothing], modules=catalogue.modules)
    return Catalogue(lessons=(scratch,), modules=catalogue.modules)


@contextmanager
def _attempts(settings: Settings, catalogue: Catalogue, *, policy: bool) -> Iterator[tuple[Store, Attempts]]:
    limits = Limits.of(settings, live=LIVE)
    with tempfile.TemporaryDirectory(prefix="savepoint-run-") as folder, Launched(limits, policy=policy) as launched:
        store = Store(f"sqlite:///{folder}/run.sqlite3")
        try:
            store.upgrade()
            longest = settings.snippet_kib * 1024
            yield store, Attempts(store, launched.sandboxes, lambda: catalogue, longest_snippet=longest)
        finally:
            store.close()


def _observed(attempts: Attempts, visitor: str, lesson: str, source: str) -> Observation:
    try:
        return attempts.run(visitor, lesson, Submission(str(uuid4()), source)).entries[-1].observation
    except SnippetTooLargeError as error:
        return Observation(outcome="refused", violations=[Violation(line=1, column=1, rule="size", message=str(error))])
    except SandboxError as error:
        return Observation(outcome="crashed", note=str(error))
