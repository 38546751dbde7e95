"""What was measured several times, in a few numbers."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """Measurements of one thing, in any order: seconds or bytes. There is at least one."""

    samples: tuple[float, ...]

    @classmethod
    def of(cls, samples: Iterable[float]) -> Series:
        """Raises ValueError where there is none: nothing can be said of nothing."""
        kept = tuple(samples)
        if not kept:
            raise ValueError("nothing was measured")
        return cls(kept)

    @property
    def median(self) -> float:
        """The one in the middle; of an even number, the mean of the two."""
        return statistics.median(self.samples)

    @property
    def p95(self) -> float:
        """The smallest sample that at least 95 in a hundred do not exceed (nearest rank)."""
        return sorted(self.samples)[math.ceil(0.95 * len(self.samples)) - 1]
