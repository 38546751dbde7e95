"""The coverage of a course as a Markdown table, within the README.md beside its lessons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.reference.coverage import Covered, Spot, coverage

BEGIN, END = "<!-- coverage -->", "<!-- /coverage -->"
"""Between these the table stands; all around them is the author's."""

HEAD = """\
| topic | taught in | practised in | misconception, and where it is met |
|---|---|---|---|
"""


class NoPlaceError(ValueError):
    """A text that has no place for the table."""


def table(catalogue: Catalogue) -> str:
    """A row for each topic, in the order of topics.yaml."""
    found = coverage(catalogue.lessons)
    rows = []
    for topic, entry in catalogue.beside.topics.items():
        covered = found.get(topic, Covered())
        cells = [
            f"[{escaped(entry.item.title)}]({entry.item.page})",
            spots(covered.teaches),
            spots(covered.practises),
            f"{escaped(entry.item.misconception)} {spots(covered.corrects)}".rstrip(),
        ]
        rows.append(f"| {' | '.join(cells)} |\n")
    return HEAD + "".join(rows)


def put_in(text: str, made: str) -> str:
    """The text with that table between its marks. Raises NoPlaceError without them."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlaceError(f"It has no {BEGIN} and, below that, {END}, between which the table stands.")
    return f"{before}{BEGIN}\n{made}{END}{after}"


def spots(found: Sequence[Spot]) -> str:
    """`lesson` (step, step), for each lesson, linked to its file."""
    told = []
    for lesson, among in groupby(found, key=lambda spot: spot.lesson.id):
        steps = [spot.anchor.partition("-")[2] if "-" in spot.anchor else "" for spot in among]
        named = [f"example {step}" if step.isdigit() else step for step in steps if step]
        where = f" ({', '.join(named)})" if named else ""
        told.append(f"[{lesson}]({lesson}.yaml){where}")
    return ", ".join(told)


def escaped(text: str) -> str:
    return text.replace("|", "\\|")
