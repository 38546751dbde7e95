"""Whether everything that a run needs is there: the store answers, the supervisor answers, a snippet runs."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from webapp.errors import SavepointError
from webapp.lessons.start import Start
from webapp.sandbox.interface import Sandboxes
from webapp.store.store import Store

KEPT_SECONDS = 5.0
"""Seconds for which what was found is told again: asking more often makes no more work."""
WITHIN = 10.0
"""Seconds for all parts together, before the one that is waited for is told to be silent."""
SNIPPET, SHOWN = "6 * 7", "42\n"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: a sentence for each part, "ok" where nothing is wrong."""

    parts: dict[str, str]
    at: float

    @property
    def ready(self) -> bool:
        return all(said == OK for said in self.parts.values())


OK = "ok"
UNASKED = "not tried, because of the part before"


class Readiness:
    """Tries the parts, one after the other, when asked. One for a process; any number of threads may ask."""

    def __init__(self, store: Store, sandboxes: Sandboxes) -> None:
        self._store = store
        self._sandboxes = sandboxes
        self._tries: dict[str, Callable[[], None]] = {
            "store": self._store.answers,
            "supervisor": self._supervisor,
            "snippet": self._snippet,
        }
        self._lock = threading.Lock()
        self._last: _Trying | None = None

    def found(self) -> Found:
        """What is there now, or was a few seconds ago. Waits at most `WITHIN` seconds."""
        with self._lock:
            if self._last is None or self._last.is_old():
                self._last = _Trying(self._tries)
            trying = self._last
        return trying.found()

    def _supervisor(self) -> None:
        self._sandboxes.status()

    def _snippet(self) -> None:
        # No visitor has such an id. One for each process, because turns of one visitor wait for each other.
        owner = f"readiness-{os.getpid()}"
        with self._sandboxes.turn(owner, "") as turn:
            (seen,) = turn.run_apart(Start(), [SNIPPET])
        if seen.output != SHOWN:
            raise SavepointError(f"A snippet ran, and ended as {seen.outcome}.")


class _Trying:
    """One look at all parts, in a thread of its own: a part that is silent must not hold those who ask."""

    def __init__(self, tries: dict[str, Callable[[], None]]) -> None:
        self._tries = tries
        self._parts: dict[str, str] = {}
        self._began = time.monotonic()
        self._ended: float | None = None
        self._thread = threading.Thread(target=self._try, name="readiness", daemon=True)
        self._thread.start()

    def is_old(self) -> bool:
        """Whether another look may begin; never while this one goes on."""
        return self._ended is not None and time.monotonic() - self._ended > KEPT_SECONDS

    def found(self) -> Found:
        self._thread.join(max(0.0, self._began + WITHIN - time.monotonic()))
        parts = dict(self._parts)
        silent = f"does not answer within {WITHIN:g} seconds"
        for name in self._tries:
            if name not in parts:
                parts[name] = silent if self._ended is None and all(said == OK for said in parts.values()) else UNASKED
        return Found(parts, self._began)

    def _try(self) -> None:
        try:
            for name, attempt in self._tries.items():
                try:
                    attempt()
                except SavepointError as error:
                    self._parts[name] = str(error)
                    break
                except Exception as error:
                    self._parts[name] = f"failed with {type(error).__name__}"
                    break
                self._parts[name] = OK
        finally:
            self._ended = time.monotonic()
