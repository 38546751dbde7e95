"""The interrupt of a running snippet, as a latch: once pulled, it stays pulled until the snippet has ended."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Latch:
    """Turns SIGINT into KeyboardInterrupt while a snippet runs, and ignores it between snippets.

    The supervisor sends SIGINT again and again until the snippet ends, so code that catches the exception meets it
    again at its next line; a statement inside SQLite ends by the progress handler, which reads `pulled`.
    """

    def __init__(self) -> None:
        self.armed = False
        self.pulled = False
        self._shielded = False

    def install(self) -> None:
        """Takes over SIGINT for this process."""
        signal.signal(signal.SIGINT, self._on_signal)

    def arm(self) -> None:
        """A snippet begins."""
        self.pulled = False
        self.armed = True

    def disarm(self) -> None:
        """The snippet has ended: an interrupt that comes late is nobody's."""
        self.armed = False

    @contextmanager
    def shield(self) -> Iterator[None]:
        """Holds an interrupt back while a frame is written: half a frame would cost the whole sandbox."""
        self._shielded = True
        try:
            yield
        finally:
            self._shielded = False
        if self.armed and self.pulled:
            raise KeyboardInterrupt

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self.armed:
            self.pulled = True
            if not self._shielded:
                raise KeyboardInterrupt
