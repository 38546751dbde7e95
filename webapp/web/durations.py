"""How long something took, in words."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Adds the filters `took` and `spent`."""
    app.add_template_filter(took)
    app.add_template_filter(spent)


def took(seconds: float) -> str:
    """A duration to two digits: `0.0123` is "12 ms", `1.26` is "1.3 s". Below a tenth of a ms it says so."""
    if seconds < 0.0001:
        return "less than 0.1 ms"
    if seconds < 0.995:
        return f"{seconds * 1000:.2g} ms" if seconds < 0.0995 else f"{round(seconds * 1000, -1):.0f} ms"
    return f"{seconds:.1f} s"


def spent(seconds: float | None) -> str:
    """A stretch of somebody's time: `40` is "40 s", `95` is "2 min", `7000` is "1.9 h"; None is a dash."""
    if seconds is None:
        return "\N{EN DASH}"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3570 else f"{seconds / 3600:.1f} h"
