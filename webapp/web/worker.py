"""Gunicorn's threaded worker, but one that does not leave the socket while its master is being started again."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

SERVER = "SAVEPOINT_SERVER"
"""Environment variable by which `savepoint serve` tells its process id."""
READY = "SAVEPOINT_READY"
"""Environment variable with the number of a descriptor that each worker writes a byte to, once it can answer."""
ALONE = 10.0
"""Seconds that a worker goes on after its master's death: several times what another master takes to begin."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Serves on after its master was killed, until the next one's workers are surely there."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._alone_since: float | None = None

    def is_parent_alive(self) -> bool:
        """Whether to go on; asked once a second at least."""
        if self.ppid == os.getppid():
            return True
        if self._alone_since is None:
            self._alone_since = time.monotonic()
        return time.monotonic() - self._alone_since < ALONE and _server_lives()


def _server_lives() -> bool:
    with suppress(KeyError, ProcessLookupError, PermissionError):
        os.kill(int(os.environ[SERVER]), 0)
        return True
    return False
