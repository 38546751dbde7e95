"""What the console shows: printed text, echoed values and tracebacks, in order and capped."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic  # a snippet may put another function into the module
from typing import Any

from webapp.inside.spans import PYTHON, TRACEBACK, spans

_LEXERS = {"value": PYTHON, "error": TRACEBACK}
SEND_EVERY = 0.02
"""Seconds between two frames of printed text while a snippet runs."""
MOST_EVENTS = 500
"""Values shown one by one, and flushes obeyed at once; a loop that has more of them is shown in larger pieces."""
MOST_STATEMENTS = 2_000
"""Statements whose output is told apart; later ones count as part of the last."""
SEND_AT = 4096
"""Characters of printed text that are sent at once."""


class Nowhere:
    """A file to `print` that keeps nothing; the process's own descriptors are closed."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def write(self, text: str) -> int:
        """Takes text."""
        return len(text)

    def flush(self) -> None:
        """Has nothing to send."""

    def isatty(self) -> bool:
        """No terminal."""
        return False


class Screen:
    """The process's one file to print: what is written goes to the snippet that runs now, or nowhere.

    A snippet's own Output would not do: `echo=True` makes a logging handler that keeps the file it found, and what
    later snippets log must not be sent as part of an earlier one.
    """

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self) -> None:
        self.shows: Output | Nowhere = Nowhere()

    def write(self, text: str) -> int:
        """Hands text on."""
        return self.shows.write(text)

    def flush(self) -> None:
        """Hands on that what waits is to be sent."""
        self.shows.flush()

    def isatty(self) -> bool:
        """No terminal."""
        return False


class Output:
    """Collects what one snippet shows, and sends it as it comes. A file: it has write() and flush()."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, cap: int, send: Callable[[dict[str, Any]], None]) -> None:
        """`cap` is the number of characters kept; `send` takes one event as plain data."""
        self._room = cap
        self._send = send
        self._waiting: list[str] = []
        self._waiting_length = 0
        self._sent_at = 0.0
        self._shown = 0
        self._flushed = 0
        self._length = 0
        self.left_out = 0
        self.text: list[str] = []
        self.begun: list[tuple[int, int]] = []

    def write(self, text: str) -> int:
        """Takes printed text. What goes beyond the cap is counted and dropped."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        text = str.__str__(text)  # a subclass could answer differently each time it is asked
        kept = self._take(text)
        if kept:
            self._waiting.append(kept)
            self._waiting_length += len(kept)
            if self._waiting_length > SEND_AT or ("\n" in kept and self._is_due()):
                self.send()
        return len(text)

    def flush(self) -> None:
        """Sends the printed text that waits, as `print(..., flush=True)` asks; one that asks often waits."""
        self._flushed += 1
        if self._flushed <= MOST_EVENTS or self._is_due():
            self.send()

    def begins(self, line: int) -> None:
        """A statement of that first line is about to run: what is shown from here on is its own."""
        if len(self.begun) < MOST_STATEMENTS:
            self.begun.append((line, self._length))

    def _is_due(self) -> bool:
        return monotonic() - self._sent_at > SEND_EVERY

    def send(self) -> None:
        """Sends the printed text that waits, at once."""
        if self._waiting:
            text = "".join(self._waiting)
            self._waiting.clear()
            self._waiting_length = 0
            self._sent_at = monotonic()
            self._send({"kind": "output", "text": text})

    def isatty(self) -> bool:
        """No terminal."""
        return False

    def show(self, kind: str, text: str) -> None:
        """Takes an echoed value ("value") or a traceback ("error"), newline included."""
        text = str.__str__(text)
        if self._shown >= MOST_EVENTS and kind == "value":
            self.write(text)
            return
        self.send()
        self._shown += 1
        kept = self._take(text)
        if kept:
            self._send({"kind": kind, "text": kept, "spans": spans(kept, _LEXERS[kind])})

    def _take(self, text: str) -> str:
        kept = text[: self._room]
        self._room -= len(kept)
        self._length += len(kept)
        self.left_out += len(text) - len(kept)
        if kept:
            self.text.append(kept)
        return kept


SCREEN = Screen()
