"""Gunicorn's threaded worker, but one that does not leave the socket while its master is being started again, and that
no slow client keeps from others."""

from __future__ import annotations

import os
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from webapp.config import Settings
from webapp.web.handed import SERVER
from webapp.web.patience import Patience

ALONE = 10.0
"""Seconds that a worker goes on after its master's death: several times what another master takes to begin."""
LINGERS = 2.0
"""Seconds for a client to close a connection that is closed here."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Serves on after its master was killed, until the next one's workers are surely there.

    A connection gets a thread when its first byte is there, and has `SAVEPOINT_REQUEST_SECONDS` from then on to send a
    request to its end. Answers take as long as they take.
    """

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._alone_since: float | None = None
        self._request_seconds = Settings.from_environment().request_seconds

    def is_parent_alive(self) -> bool:
        """Whether to go on; asked once a second at least."""
        if self.ppid == os.getppid():
            return True
        if self._alone_since is None:
            self._alone_since = time.monotonic()
        return time.monotonic() - self._alone_since < ALONE and _server_lives()

    def enqueue_req(self, conn: Any) -> None:
        """Gives a connection that has something to read to a thread; one that was just accepted waits for that."""
        if isinstance(conn.sock, Patience):
            super().enqueue_req(conn)
            return
        conn.sock = Patience(fileno=conn.sock.detach())
        conn.sock.setblocking(False)
        # The oldest stands first, as gunicorn's own look at them has it.
        conn.timeout = time.monotonic() + self._request_seconds
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: Any) -> Any:
        """Serves a request, in a thread; whether the connection stays."""
        conn.sock.wait(self._request_seconds)
        stays = super().handle(conn)
        if not stays:
            # Gunicorn would wait for the client's own end in the loop that everybody else is waiting for.
            conn.sock.wait(LINGERS)
            util.close_graceful(conn.sock, LINGERS)
        return stays

    def _cap_keepalive(self, deadline: float) -> None:
        # Of a browser that connected ahead, a worker that stops waits for no first byte.
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)


def _server_lives() -> bool:
    try:
        os.kill(int(os.environ[SERVER]), 0)
    except (KeyError, ProcessLookupError):
        return False
    except PermissionError:  # it is root's, and this worker is not
        return True
    return True
