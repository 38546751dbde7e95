"""Connections to the supervisor, kept for the next request, so that no run waits for a new one to be accepted."""

from __future__ import annotations

import select
import socket
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.errors import BusyError

CONNECT_FOR = 3.0
"""Seconds to go on trying to reach a supervisor that is being started again."""
ANSWER_WITHIN = 120.0
"""Seconds for an answer; every run is limited far below this by the supervisor itself."""


class Connections:
    """The connections of one process to the supervisor that listens on `path`; any number of threads may take one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[socket.socket] = deque()

    @contextmanager
    def one(self) -> Iterator[socket.socket]:
        """A connection for one request, kept unless the request failed. Raises BusyError where nobody listens."""
        connection = self._kept() or self._made()
        try:
            yield connection
        except BaseException:
            connection.close()  # nobody knows what may still come over it
            raise
        self._idle.append(connection)

    def close(self) -> None:
        """Closes those that are idle."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> socket.socket | None:
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread took the last one
                return None
            if _is_quiet(connection):
                return connection
            connection.close()
        return None

    def _made(self) -> socket.socket:
        deadline = time.monotonic() + CONNECT_FOR
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(ANSWER_WITHIN)
        while True:
            try:
                connection.connect(str(self._path))
                return connection
            except (FileNotFoundError, ConnectionRefusedError, BlockingIOError) as error:
                if time.monotonic() > deadline:
                    connection.close()
                    raise BusyError("The sandboxes are being started. Try again in a moment.") from error
                time.sleep(0.05)


def _is_quiet(connection: socket.socket) -> bool:
    """Whether the supervisor is still there, and has nothing to say that nobody asked."""
    # Not recv() with MSG_DONTWAIT: Python waits for a socket that has a time-out all the same.
    look = select.poll()
    look.register(connection, select.POLLIN)
    return not look.poll(0)
