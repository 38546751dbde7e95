"""Gunicorn's configuration. `savepoint serve` gives the listening socket and the numbers by the command line."""

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from prometheus_client import multiprocess

from webapp.web.handed import READY, SERVER

worker_class = "webapp.web.worker.Worker"
# Made once, in the master, where making it takes a second: a worker that is killed is replaced at once.
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 30
loglevel = "warning"
logger_class = "webapp.web.gunicorn_log.Log"
# Whom a proxy's headers are believed is a setting of ours, which `proxies` looks at; gunicorn would believe loopback.
forwarded_allow_ips = ""
proc_name = "savepoint-web"
# Its own socket would stand in the home folder of the user, where every server of that user's would make the same one.
control_socket_disable = True
# Heartbeats of workers on a disk that is slow or full look like workers that hang.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn makes its own private file there

PR_SET_PDEATHSIG = 1


def on_starting(_server: Any) -> None:
    """Ends the web with the process that started it, however that ended."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    # The kernel tells of deaths from now on only; one before has given this process another parent.
    if os.environ.get(SERVER) not in (None, str(os.getppid())):
        sys.exit("The server that started the web has ended, so the web ends too.")


def pre_fork(_server: Any, _worker: Any) -> None:
    """What the master has made stays shared with its workers: the collector of garbage would write to all of it."""
    gc.collect()
    gc.freeze()


def post_worker_init(_worker: Any) -> None:
    """Tells the server that this worker can answer, so that the web before it may go."""
    # A worker that is made later, in the place of one that died, finds nobody at the other end.
    if READY in os.environ:
        with suppress(OSError):
            os.write(int(os.environ[READY]), b".")


def child_exit(_server: Any, worker: Any) -> None:
    """What a worker has counted stays; what was of its life alone goes."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
