"""`savepoint lessons check`: lessons loaded and proven."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from webapp.attempts.proving.prover import proofs
from webapp.cli.lessons.chosen import Chosen, chosen
from webapp.cli.lessons.proving import Proving
from webapp.cli.lessons.recording import record
from webapp.cli.lessons.revision import ids_at
from webapp.cli.lessons.watching import saves
from webapp.config import Settings
from webapp.lessons.folders import folders
from webapp.lessons.history import lost
from webapp.lessons.problems import Problem
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--watch", is_flag=True, help="Go on: check again whenever a file is saved, until Ctrl-C.")
@click.option("--against", metavar="REV", help="Also fail on ids that this revision has and the lessons have lost.")
@click.option("--record", "to_record", is_flag=True, help="Write computed `shows` and `are` into the files, if agreed.")
@click.option("--yes", is_flag=True, help="With --record: agreed, do not ask.")
def check(paths: tuple[Path, ...], watch: bool, against: str | None, to_record: bool, yes: bool) -> None:
    """Load lessons and prove them: run every example, solution, other right answer and mistake.

    PATHS are lesson files or folders of lessons; without any, the course. What fails is printed as
    file:line:column: message. Exit status 1 if anything does; warnings alone do not, and --watch ends with 0.
    """
    settings = Settings.from_environment()
    course = folders(settings.lessons)
    found = chosen(paths, course)
    old = ids_at(against, found.folders) if against else {}
    # No visitor comes back to a start here, for whom a sandbox would have to wait.
    with Launched(replace(Limits.of(settings), spares=0)) as launched:
        if to_record and record(found.lessons, launched.sandboxes, ask=not yes):
            found = chosen(paths, course)
        proving = Proving(launched.sandboxes)
        sound = watch or _told(found, proving, old, against)
        if watch:
            with suppress(KeyboardInterrupt):
                for names in saves(found.folders):
                    if names:
                        click.echo(f"\n{', '.join(names)} changed.", err=True)
                    _told(chosen(paths, course), proving, old, against)
                    click.echo("Watching; Ctrl-C ends it.", err=True)
    if not sound:
        raise click.exceptions.Exit(1)


def _told(found: Chosen, proving: Proving, old: dict[Path, frozenset[str]], since: str | None) -> bool:
    """Prints everything that is wrong, and says whether nothing but warnings is."""
    named = {path: ids for path, ids in old.items() if found.names(path)}
    problems = [
        *found.problems,
        *lost(named, found.lessons, found.unread, since or ""),
        *proving.problems(found.lessons),
    ]
    problems = sorted(set(problems))
    for problem in problems:
        click.echo(str(problem))
    count, proven = len(found.lessons), sum(1 for lesson in found.lessons for _ in proofs(lesson))
    what = f"{count} lesson{'' if count == 1 else 's'}, {proven} examples and exercises"
    wrong = sum(not problem.warning for problem in problems)
    if wrong:
        click.echo(f"{what}: {wrong} to mend{_warned(problems)}.", err=True)
    else:
        click.echo(f"{what}: all proven{_warned(problems)}.")
    return not wrong


def _warned(problems: list[Problem]) -> str:
    count = sum(problem.warning for problem in problems)
    return f", {count} warning{'' if count == 1 else 's'}" if count else ""
