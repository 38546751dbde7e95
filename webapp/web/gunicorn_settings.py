"""Gunicorn's configuration. `savepoint serve` gives the listening socket and the numbers by the command line."""

import ctypes
import signal
from typing import Any

worker_class = "gthread"
timeout = 60
graceful_timeout = 10
keepalive = 30
loglevel = "warning"
proc_name = "savepoint-web"
# Heartbeats of workers on a disk that is slow or full look like workers that hang.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn makes its own private file there

PR_SET_PDEATHSIG = 1


def on_starting(_server: Any) -> None:
    """Ends the web with the process that started it, however that ended."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
