"""Figures beside their targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.bench.figures import FIGURES, SCALES, Figure
from webapp.bench.measured import Measured, Missing
from webapp.bench.plan import Plan
from webapp.bench.series import Series


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it came out, in its own unit; of a series the median, its p95, and how many samples it has."""

    figure: Figure
    says: str
    value: float | None = None
    p95: float | None = None
    samples: int | None = None
    missing: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none, or nothing to compare with it."""
        if self.figure.target is None or self.value is None:
            return None
        return self.figure.target.met(self.value)

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "key": self.figure.key,
            "says": self.says,
            "unit": self.figure.unit,
            "value": self.value,
            "p95": self.p95,
            "samples": self.samples,
            "target": str(self.figure.target) if self.figure.target else None,
            "met": self.met,
            "missing": self.missing or None,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: where it came from, what was left out and why, and the lines."""

    machine: Mapping[str, str]
    notes: tuple[str, ...]
    left_out: Mapping[str, str]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "machine": dict(self.machine),
            "notes": list(self.notes),
            "left_out": dict(self.left_out),
            "figures": [line.as_json() for line in self.lines],
        }


def lines(sections: Sequence[str], plan: Plan, measured: Measured) -> tuple[Line, ...]:
    """A line for each figure of these sections. Raises KeyError where a section did not tell one."""
    wanted = [figure for figure in FIGURES if figure.section in sections]
    return tuple(_line(figure, figure.says.format(**plan.numbers()), measured[figure.key]) for figure in wanted)


def _line(figure: Figure, says: str, value: Series | float | Missing) -> Line:
    scale = SCALES.get(figure.unit, 1.0)
    match value:
        case Missing(reason):
            return Line(figure, says, missing=reason)
        case Series():
            return Line(figure, says, value.median * scale, value.p95 * scale, len(value.samples))
        case _:
            return Line(figure, says, value * scale)
