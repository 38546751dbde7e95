"""A report as a table for the terminal, and as Markdown for the README."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from webapp.bench.report import Line, Report

MET = {True: "met", False: "short", None: ""}
COLUMNS = ("figure", "measured", "p95", "target", "")
OPENING, CLOSING = "<!-- figures -->", "<!-- /figures -->"


def number(value: float | None, unit: str) -> str:
    """As many digits as mean something, and the unit; empty where there is none."""
    if value is None:
        return ""
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def cells(line: Line) -> tuple[str, ...]:
    """One for each column."""
    unit = line.figure.unit
    target = f"{line.figure.target} {unit}".strip() if line.figure.target else ""
    measured = number(line.value, unit) or "–"  # noqa: RUF001 - a dash is meant
    return line.says, measured, number(line.p95, unit), target, MET[line.met]


def where(report: Report) -> list[str]:
    """Sentences on where the figures come from and what is not among them."""
    packages = [f"{name} {said}" for name, said in report.machine.items()]
    said = [f"Measured on: {'; '.join(packages)}.", *report.notes]
    said += [f"Left out: {name}, {reason}." for name, reason in report.left_out.items()]
    reasons: dict[str, list[str]] = {}
    for line in report.lines:
        if line.missing:
            reasons.setdefault(line.missing, []).append(line.says)
    return said + [f"Not measured ({reason}): {'; '.join(which)}." for reason, which in reasons.items()]


def table(report: Report) -> RenderableType:
    """For the terminal."""
    whole = Table(pad_edge=False)
    for column in COLUMNS:
        whole.add_column(column, justify="right" if column in ("measured", "p95", "target") else "left")
    section = report.lines[0].figure.section if report.lines else ""
    for line in report.lines:
        if line.figure.section != section:
            whole.add_section()
            section = line.figure.section
        whole.add_row(*cells(line), style="red" if line.met is False else None)
    return Group(whole, *[Text(sentence) for sentence in where(report)])


def markdown(report: Report) -> str:
    """For the README, with the marks it stands between."""
    rows = ["| " + " | ".join(column or " " for column in COLUMNS) + " |", "|---|---:|---:|---:|---|"]
    rows += ["| " + " | ".join(cells(line)) + " |" for line in report.lines]
    return "\n".join([OPENING, *rows, "", *where(report), CLOSING]) + "\n"
