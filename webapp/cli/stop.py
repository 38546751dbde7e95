"""Being asked to stop, by Ctrl-C or by SIGTERM, or to begin anew, by SIGHUP."""

from __future__ import annotations

import os
import signal
from typing import NoReturn


class Stop:
    """From its making on, SIGINT, SIGTERM and SIGHUP ask here and interrupt nothing: `asked` says whether one came that
    ends the server, and `reload` whether it is to serve on by new processes.

    Plain attributes, because a handler that takes a lock, as an Event's does, may find it held by the very code that
    it interrupted.
    """

    def __init__(self) -> None:
        self.asked = False
        self.reload = False
        self._in_terminal = _has_terminal()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)
        signal.signal(signal.SIGHUP, self._hang_up)

    def _ask(self, *_: object) -> None:
        self.asked = True

    def _hang_up(self, *_: object) -> None:
        # The kernel says the same when the terminal is closed that the server was started in.
        if self._in_terminal and not _has_terminal():
            self.asked = True
        else:
            self.reload = True


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def unwind_on_sigterm() -> None:
    """SIGTERM ends the command as an exception does, so that what it made is removed."""
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
