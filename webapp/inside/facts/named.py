"""What the visitor calls a thing, where an exception was raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from types import FrameType

from webapp.inside.recorder.names import Names

MOST_FRAMES = 10
MOST_NAMES = 1_000
MOST_ITEMS = 100
"""Items of one list or tuple that are looked at."""


class Named:
    """Finds a name for a thing by its identity, so that nothing of the visitor's is called or compared."""

    def __init__(self, shared: Mapping[str, object], frames: Sequence[FrameType]) -> None:
        """`shared` are the names of all snippets, `frames` the visitor's that the exception left, innermost first."""
        self._shared = shared
        self._names = [Names(shared, next(iter(frames), None))]
        self._names += [Names({}, frame) for frame in frames[1:MOST_FRAMES]]

    def of(self, thing: object) -> str:
        """Its name, or a place such as "crew[1]"; empty where it has neither."""
        return next(filter(None, (names.of(thing) for names in self._names)), "") or self._place_of(thing)

    def _place_of(self, thing: object) -> str:
        for name, value in islice(list(self._shared.items()), MOST_NAMES):
            if type(value) in (list, tuple) and name[:1] != "_":
                for place, item in enumerate(islice(value, MOST_ITEMS)):  # type: ignore[call-overload]
                    if item is thing:
                        return f"{name}[{place}]"
        return ""
