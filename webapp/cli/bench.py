"""`savepoint bench`: speed and memory, beside their peers and their targets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from webapp.bench.bench import Bench
from webapp.bench.machine import machine
from webapp.bench.measured import Measured
from webapp.bench.peers import kernel
from webapp.bench.plan import QUICK, Plan
from webapp.bench.report import Report, lines
from webapp.bench.sections import SECTIONS
from webapp.bench.touching import touch
from webapp.bench.written import markdown, table
from webapp.config import Settings

STDOUT = "-"
WIDTH = 140
"""Columns of a table that goes to no terminal."""


@click.command()
@click.option("--only", metavar="NAMES", help=f"Measure these alone, joined by commas: {', '.join(SECTIONS)}.")
@click.option("--rounds", type=click.IntRange(1, 1000), help="Rounds in which Savepoint and its peers take turns.")
@click.option("--pause", type=click.FloatRange(0, 10), help="Seconds between two new visitors.  [default: 0.1]")
@click.option("--quick", is_flag=True, help="Every figure in a few seconds: a smoke test, no measurement.")
@click.option("--without-ipykernel", is_flag=True, help="Leave ipykernel out, though it is installed.")
@click.option("--json", "path", is_flag=False, flag_value=STDOUT, help="Write JSON to this file, or print it alone.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print the README's block instead of the table.")
def bench(
    only: str | None,
    rounds: int | None,
    pause: float | None,
    quick: bool,
    without_ipykernel: bool,
    path: str | None,
    as_markdown: bool,
) -> None:
    """Measure Savepoint beside its peers, on this machine.

    Starts a server of its own, with a home of its own, and stops it. Figures that fall short of their target are named;
    the status is 0 all the same. ipykernel is measured where the extra `bench` is installed.
    """
    plan = _plan(QUICK if quick else Plan(), rounds, pause)
    sections = _sections(only)
    told = machine()
    no_kernel = "left out as asked" if without_ipykernel else kernel.missing()
    notes = [f"{touch(plan.touched) / 2**20:,.0f} MiB of memory were touched beforehand and freed."]
    if quick:
        notes.append("A quick run: every figure is there, none is a measurement.")
    with Bench(plan, Settings.from_environment(), kernel=no_kernel) as running:
        measured = _measured(running, sections)
    left_out = {kernel.NAME: no_kernel} if no_kernel else {}
    _show(Report(told, tuple(notes), left_out, lines(sections, plan, measured)), path, as_markdown=as_markdown)


def _plan(plan: Plan, rounds: int | None, pause: float | None) -> Plan:
    plan = plan if rounds is None else replace(plan, rounds=rounds)
    return plan if pause is None else replace(plan, pause=pause)


def _sections(only: str | None) -> list[str]:
    if only is None:
        return list(SECTIONS)
    asked = [name.strip() for name in only.split(",")]
    unknown = [name for name in asked if name not in SECTIONS]
    if unknown:
        raise click.BadParameter(f"there is no {unknown[0]!r}; there are {', '.join(SECTIONS)}", param_hint="--only")
    return [name for name in SECTIONS if name in asked]


def _measured(running: Bench, sections: Sequence[str]) -> Measured:
    measured: Measured = {}
    columns = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks = {name: progress.add_task(name, total=SECTIONS[name].steps(running), start=False) for name in sections}
        for name, task in tasks.items():
            progress.start_task(task)
            measured |= SECTIONS[name].measure(running, partial(progress.advance, task))
    return measured


def _show(report: Report, path: str | None, *, as_markdown: bool) -> None:
    text = json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n"
    if path is not None and path != STDOUT:
        try:
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            raise click.FileError(path, error.strerror) from error
    if path == STDOUT:
        click.echo(text, nl=False)
    elif as_markdown:
        click.echo(markdown(report), nl=False)
    else:
        Console(width=None if Console().is_terminal else WIDTH).print(table(report))
