"""`savepoint lessons check`: lessons loaded and proven."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from webapp.attempts.proving.prover import Proof, Prover, proofs
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue, shipped
from webapp.lessons.datasets import imports
from webapp.lessons.misplaced import no_lesson
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

AT_ONCE = 4
"""Proofs that run side by side: each is a process of its own, and most of the time is theirs."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Load lessons and prove them: run every example, solution, other right answer and mistake.

    PATHS are lesson files or folders of lessons; without any, the course. What fails is printed as
    file:line:column: message. Exit status 1 if anything does.
    """
    settings = Settings.from_environment()
    chosen, problems = _chosen(paths or (Path(settings.lessons or shipped()),))
    work = [proof for lesson in chosen for proof in proofs(lesson)]
    if work:
        with Launched(Limits.of(settings)) as launched:
            problems += _proved(Prover(launched.sandboxes), work)
    for problem in sorted(set(problems)):
        click.echo(str(problem))
    count = f"{len(chosen)} lesson{'' if len(chosen) == 1 else 's'}, {len(work)} examples and exercises"
    if problems:
        click.echo(f"{count}: {len(set(problems))} to mend.", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{count}: all proven.")


def _chosen(paths: Iterable[Path]) -> tuple[list[Lesson], list[Problem]]:
    chosen: list[Lesson] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir() or not path.parent.is_dir():
            catalogue = Catalogue.load(path if path.is_dir() else path.parent)
            lessons, found = list(catalogue.lessons), list(catalogue.problems)
        elif (problem := no_lesson(path)) is not None:
            lessons, found = [], [problem]
        else:
            lessons, found = _one(path)
        chosen += [lesson for lesson in lessons if lesson not in chosen]
        problems += found
    return chosen, problems


def _one(path: Path) -> tuple[list[Lesson], list[Problem]]:
    """The lesson in that file, and what is wrong with it and with the datasets it imports."""
    catalogue = Catalogue.load(path.parent)
    lessons = [lesson for lesson in catalogue.lessons if Path(lesson.path) == path]
    code = [source for lesson in lessons for source in (*lesson.code(), *lesson.modules.values())]
    problems = [
        problem
        for problem in catalogue.problems
        if Path(problem.path) == path
        or (problem.path.endswith(".py") and any(imports(source, Path(problem.path).stem) for source in code))
    ]
    return lessons, problems


def _proved(prover: Prover, work: list[Proof]) -> list[Problem]:
    found: list[Problem] = []
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        bar = progress.add_task("Proving", total=len(work))
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for problems in threads.map(prover.prove, work):
                found += problems
                progress.advance(bar)
    return found
