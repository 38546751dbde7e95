"""What a section gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.bench.series import Series


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that could not be measured here, and why."""

    reason: str


Measured = dict[str, Series | float | Missing]
"""By the figures' keys: seconds, bytes, shares, counts."""
Advance = Callable[[], None]
"""Called after each step, for the progress bar."""


def all_missing(reason: str, *keys: str) -> Measured:
    """The same reason for each."""
    return {key: Missing(reason) for key in keys}
