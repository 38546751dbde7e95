"""Cells of tables: values of rows as escaped HTML. A macro of its own for each took several times as long."""

from __future__ import annotations

import html
from collections.abc import Sequence

from flask import Flask
from markupsafe import Markup

from webapp.observation import Cell


def register(app: Flask) -> None:
    """Gives the templates `row|cells`."""
    app.add_template_filter(cells)


def cells(values: Sequence[Cell], others: Sequence[Cell] | None = None) -> Markup:
    """A `<td>` for each value of a row; those that are not the same in `others` are marked."""
    if others is None or len(others) != len(values):
        return Markup("".join(map(_cell, values)))  # noqa: S704 - escaped one by one
    pairs = zip(values, others, strict=True)
    return Markup("".join(_cell(value, differs=value != other) for value, other in pairs))  # noqa: S704 - as above


def _cell(value: Cell, *, differs: bool = False) -> str:
    kind, text = _shown(value)
    if differs:
        kind = f"{kind} differs".lstrip()
    return f'<td class="{kind}">{text}</td>' if kind else f"<td>{text}</td>"


def _shown(value: Cell) -> tuple[str, str]:
    """Its class, and its text as HTML."""
    if value is None:
        return "null", "NULL"
    if isinstance(value, bool):
        return "m", str(value)
    if isinstance(value, int | float):
        return "number", str(value)
    if isinstance(value, dict):
        return "blob", f"x&#39;{html.escape(next(iter(value.values()), ''))}&#39;"
    return "", html.escape(value)
