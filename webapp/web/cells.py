"""Cells of tables: values of rows as escaped HTML. A macro of its own for each took several times as long."""

from __future__ import annotations

import html
from collections.abc import Iterable

from flask import Flask
from markupsafe import Markup

from webapp.observation import Cell


def register(app: Flask) -> None:
    """Gives the templates `row|cells`."""
    app.add_template_filter(cells)


def cells(values: Iterable[Cell]) -> Markup:
    """A `<td>` for each value of a row."""
    return Markup("".join(map(_cell, values)))  # noqa: S704 - escaped one by one


def _cell(value: Cell) -> str:
    if value is None:
        return '<td class="null">NULL</td>'
    if isinstance(value, bool):
        return f'<td class="m">{value}</td>'
    if isinstance(value, int | float):
        return f'<td class="number">{value}</td>'
    if isinstance(value, dict):
        return f'<td class="blob">x&#39;{html.escape(next(iter(value.values()), ""))}&#39;</td>'
    return f"<td>{html.escape(value)}</td>"
