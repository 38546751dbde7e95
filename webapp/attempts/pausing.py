"""Whether the operator has switched running off, asked of the store now and then."""

from __future__ import annotations

import threading
import time

from webapp.errors import PausedError
from webapp.store.errors import StoreError
from webapp.store.store import Store

ASKED_EVERY = 2.0
"""Seconds after which the switch is looked at again: so long, at most, code still runs."""


class Pausing:
    """The switch, as one process knows it; any number of threads may ask."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._asked = float("-inf")
        self._sentence: str | None = None

    def sentence(self) -> str | None:
        """What visitors are told while no code runs; None while it does. A store that is silent changes nothing."""
        # While one looks, the others go by what was known before.
        if time.monotonic() - self._asked >= ASKED_EVERY and self._lock.acquire(blocking=False):
            try:
                self._sentence = _told(self._store.paused())
            except StoreError:
                pass  # whoever runs something is told so by what comes next
            finally:
                self._asked = time.monotonic()
                self._lock.release()
        return self._sentence

    def check(self) -> None:
        """Raises PausedError while no code runs."""
        sentence = self.sentence()
        if sentence is not None:
            raise PausedError(sentence)


def _told(because: str | None) -> str | None:
    if because is None:
        return None
    reason = f": {because.strip().rstrip('.')}" if because.strip() else ""
    return f"Running code is switched off for now{reason}. Everything can be read, and what you did is kept."
