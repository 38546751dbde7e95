"""Being asked to stop, by Ctrl-C or by SIGTERM."""

from __future__ import annotations

import signal
from typing import NoReturn


class Stop:
    """From its making on, SIGINT and SIGTERM ask here and interrupt nothing: `asked` says whether one came.

    A plain attribute, because a handler that takes a lock, as an Event's does, may find it held by the very code that
    it interrupted.
    """

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


def unwind_on_sigterm() -> None:
    """SIGTERM ends the command as an exception does, so that what it made is removed."""
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
