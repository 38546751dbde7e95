"""`savepoint rehearse`: a class played against a host before the real one comes."""

from __future__ import annotations

import json

import click

from webapp.bench.rehearsal.play import MOST_MINUTES, MOST_STUDENTS, host_of, play
from webapp.bench.rehearsal.told import Told
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.argument("url")
@click.option("--students", type=click.IntRange(1, MOST_STUDENTS), default=30, show_default=True)
@click.option("--minutes", type=click.FloatRange(0, MOST_MINUTES, min_open=True), default=2.0, show_default=True)
@click.option("--think", type=click.FloatRange(0, 600), default=5.0, show_default=True, help="Seconds, in the middle.")
@click.option(
    "--join", default="", help="A class's join link: the students join it, and its page shows them until they leave."
)
@click.option("--yes", is_flag=True, help="Do not ask whether a host elsewhere is yours.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
def rehearse(url: str, students: int, minutes: float, think: float, join: str, yes: bool, as_json: bool) -> None:
    """Play a class against the host at URL, which must be yours.

    Each student reads pages, runs examples, errs, answers wrongly and rightly, and thinks in between. At the end they
    ask to be forgotten, so nothing of them stays. The lessons are those of SAVEPOINT_LESSONS here; the host should have
    the same. Exit status 1 where students saw errors.
    """
    host = host_of(url)
    if host.hostname not in LOOPBACK and not yes:
        click.confirm(f"Is {host.hostname} yours, or may you load it with {students} students?", abort=True, err=True)
    catalogue = Catalogue.load(*folders(Settings.from_environment().lessons))
    code = join.rpartition("#")[2].strip()
    told = play(host, [each for each in catalogue.lessons if each.exercises], students, minutes, think, code)
    if as_json:
        click.echo(json.dumps(told.as_json(), indent=2))
    else:
        _print(told)
    if not told.good:
        raise click.exceptions.Exit(1)


def _print(told: Told) -> None:
    document = told.as_json()
    for what in ("pages", "runs"):
        series = document[what]
        if series["count"]:
            p50, p95 = (f"{series[name] * 1000:,.0f} ms" for name in ("p50", "p95"))
            click.echo(f"{what}: {series['count']:,}, p50 {p50}, p95 {p95}")
    for kind, count in sorted(told.errors.items()):
        click.echo(f"{kind}: {count:,}")
    click.echo(f"refused: {told.refused:,}")
    click.echo(told.verdict)
