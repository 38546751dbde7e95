"""How long a client is waited for: a thread that waits serves nobody else."""

from __future__ import annotations

import errno
import socket
import time
from contextlib import suppress

ANSWER_WITHIN = 60.0
"""Seconds for a client to take in one piece of an answer. What the kernel holds for it does not count."""


class TooSlowError(ConnectionResetError):
    """The client took too long; for gunicorn that is as good as one that has gone, and no line in the log."""

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "the client took too long")


class Patience(socket.socket):
    """A client's connection that is waited for until a moment, and not for each byte anew."""

    _until: float | None = None

    def wait(self, seconds: float) -> None:
        """What comes is waited for so long from now on, all of it together."""
        self._until = time.monotonic() + seconds

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """See `socket.recv`. Raises TooSlowError where the time is over."""
        before = self.gettimeout()
        if before is None:
            with suppress(BlockingIOError):  # what is there already, as it mostly is, costs no clock
                return super().recv(size, flags | socket.MSG_DONTWAIT)
        left = None if self._until is None else self._until - time.monotonic()
        if left is None or (before is not None and before <= left):
            return super().recv(size, flags)
        if left <= 0:
            raise TooSlowError
        self.settimeout(left)
        try:
            return super().recv(size, flags)
        except TimeoutError as error:
            raise TooSlowError from error
        finally:
            self.settimeout(before)

    def sendall(self, data: bytes, flags: int = 0, /) -> None:  # type: ignore[override]
        """See `socket.sendall`. Raises TooSlowError where the client does not take it in."""
        before = self.gettimeout()
        sent = 0
        if before is None:
            with suppress(BlockingIOError):
                sent = super().send(data, flags | socket.MSG_DONTWAIT)
            if sent == len(data):
                return
        self.settimeout(ANSWER_WITHIN)
        try:
            super().sendall(memoryview(data)[sent:], flags)
        except TimeoutError as error:
            raise TooSlowError from error
        finally:
            self.settimeout(before)

    def setblocking(self, flag: bool) -> None:
        """See `socket.setblocking`; of one that is closed already, nothing."""
        if self.fileno() >= 0:
            super().setblocking(flag)
