"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Counts and seconds. The defaults make a whole run of less than three minutes on two cores."""

    rounds: int = 8
    """Rounds in which Savepoint and its peers take turns."""
    pause: float = 0.1
    """Seconds between two new visitors: in a class they do not arrive back to back."""
    arrivals: int = 15
    """New visitors of a round, and as many back to back."""
    warm: int = 50
    """Warm queries of a round."""
    pages: int = 20
    """Pages of a round, for each of two visitors."""
    completions: int = 10
    """Times that everything is completed in a round."""
    clients: int = 16
    rate_rounds: int = 4
    rate_seconds: float = 2.0
    residents: int = 20
    """Visitors whose memory is looked at."""
    returning: int = 40
    """Evicted visitors who come back."""
    kept: int = 24
    """Sandboxes of that server: whoever comes pushes out the one who has been idle longest."""
    levels: tuple[int, int, int] = (10, 100, 500)
    """Live visitors at which warm queries are compared."""
    level_rounds: int = 12
    """Queries of each of ten visitors at a level."""
    loopers: int = 20
    loop_rounds: int = 2
    loop_seconds: float = 4.0
    class_size: int = 120
    class_seconds: float = 10.0
    touched: int = 2 * 1024**3
    """Bytes of memory touched beforehand, at most."""

    def numbers(self) -> dict[str, Any]:
        """What the figures' sentences name."""
        few, some, many = self.levels
        return {
            "pause_ms": f"{self.pause * 1000:g}",
            "clients": self.clients,
            "few": few,
            "some": some,
            "many": many,
            "loopers": self.loopers,
            "class_size": self.class_size,
            "class_seconds": f"{self.class_seconds:g}",
        }


QUICK = Plan(
    rounds=1,
    pause=0.02,
    arrivals=3,
    warm=5,
    pages=3,
    completions=1,
    clients=4,
    rate_rounds=1,
    rate_seconds=0.2,
    residents=3,
    returning=3,
    kept=2,
    levels=(2, 4, 6),
    level_rounds=1,
    loopers=3,
    loop_rounds=1,
    loop_seconds=0.3,
    class_size=6,
    class_seconds=0.3,
    touched=16 * 1024**2,
)
"""Every figure once, as a smoke test: these are no measurements."""
