"""`savepoint lessons import`: a lesson from a document that others wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from webapp.attempts.proving.imported import prelude, ran
from webapp.config import Settings
from webapp.errors import SandboxError
from webapp.lessons.importing.composed import composed
from webapp.lessons.importing.hidden import shown_and_before
from webapp.lessons.importing.parts import Document, Example, Fragment, Ran
from webapp.lessons.importing.reading import document
from webapp.lessons.importing.written import is_untouched, written
from webapp.lessons.problems import Problem
from webapp.lessons.reader import LARGEST, from_text
from webapp.lessons.start import Start
from webapp.sandbox.interface import Sandboxes
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--first", "earlier", multiple=True, type=FILE, help="A document whose code runs before. Repeatable.")
@click.option("--to", "folder", type=FILE, default=Path(), show_default="this folder", help="Folder for the lesson.")
@click.option("--force", is_flag=True, help="Overwrite a lesson that was changed by hand.")
def import_(file: Path, earlier: tuple[Path, ...], folder: Path, force: bool) -> None:
    """Make a lesson of FILE: reStructuredText, Markdown, a notebook, or what was copied from a Python prompt.

    All code in it is run in a sandbox. What runs becomes an example that shows what it printed there; the rest is
    shown as it stands. Both, and where the document shows something else, are told as file:line:column: message.
    Importing the same file again gives the same lesson. Exit status 1 if there is none.
    """
    settings = Settings.from_environment()
    documents = [*(_read(path) for path in earlier), _shown(file)]
    lesson = folder / f"{_id(file)}.yaml"
    _refuse_to_overwrite(lesson, force)
    try:
        with Launched(Limits.of(settings)) as launched:
            start, parts, problems = _run(launched.sandboxes, documents, settings.snippet_kib * 1024)
    except SandboxError as error:
        _fail([Problem(str(file), 1, 1, f"This cannot be imported: {error}")])
    _write(lesson, written(composed(documents[-1], start, parts), file.name))
    for problem in sorted([*documents[-1].problems, *problems, *_told(file, parts)]):
        click.echo(str(problem))
    click.echo(f"{lesson}: {_counted(parts)}", err=True)


def _id(file: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "imported"


def _refuse_to_overwrite(lesson: Path, force: bool) -> None:
    if force or not lesson.exists():
        return
    try:
        untouched = is_untouched(lesson.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        untouched = False
    if not untouched:
        say = "This lesson was changed by hand, or not imported at all; --force overwrites it."
        _fail([Problem(str(lesson), 1, 1, say)])


def _read(path: Path) -> Document:
    found = document(path)
    if isinstance(found, Problem):
        _fail([found])
    return found


def _shown(path: Path) -> Document:
    found = _read(path)
    if all(code.hidden for code in found.codes) and len(found.codes) == len(found.parts):
        _fail([Problem(str(path), 1, 1, "All that this document has is hidden: there is nothing to show.")])
    return found


def _run(sandboxes: Sandboxes, documents: Sequence[Document], longest: int) -> tuple[str, list[Ran], list[Problem]]:
    """The prelude, the parts of the last document, and what of the prelude is left out."""
    *earlier, last = documents
    before, parts = shown_and_before(last.parts)
    start, problems = "", []
    for each, codes in [*((each, each.codes) for each in earlier), (last, before)]:
        if codes:
            start, left_out = prelude(sandboxes, start, codes, longest)
            problems += [_not_run(each.path, fragment) for fragment in left_out]
    return start, ran(sandboxes, Start(prelude=start), parts, longest), problems


def _write(lesson: Path, text: str) -> None:
    _, problems = from_text(text, lesson, {})
    if len(text.encode()) > LARGEST:
        say = f"The lesson would be larger than {LARGEST // 1024} KiB; split the document."
        problems.append(Problem(str(lesson), 1, 1, say))
    if problems:
        _fail(problems)
    try:
        lesson.parent.mkdir(parents=True, exist_ok=True)
        lesson.write_text(text, encoding="utf-8")
    except OSError as error:
        _fail([Problem(str(lesson), 1, 1, f"The lesson cannot be written: {error.strerror or error}.")])


def _told(file: Path, parts: Iterable[Ran]) -> Iterator[Problem]:
    for part in parts:
        if isinstance(part, Fragment) and part.why:
            yield _not_run(file, part)
        elif isinstance(part, Example) and not part.as_shown:
            yield Problem(str(file), part.code.line, 1, "This prints something else than the document shows.")


def _not_run(path: Path, fragment: Fragment) -> Problem:
    return Problem(str(path), fragment.line, 1, f"Shown, not run: {fragment.why}")


def _counted(parts: Sequence[Ran]) -> str:
    examples = [part for part in parts if isinstance(part, Example)]
    tried = sum(isinstance(part, Fragment) and part.tried for part in parts)
    same = sum(example.as_shown for example in examples)
    return f"examples: {len(examples)}; as the document shows: {same}; pieces of code that do not run: {tried}."


def _fail(problems: Iterable[Problem]) -> NoReturn:
    for problem in problems:
        click.echo(str(problem))
    raise click.exceptions.Exit(1)
