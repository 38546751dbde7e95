"""`savepoint worker`: this machine's sandboxes for webs on other machines."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack

import click

from webapp import logs
from webapp.cli.server import LOOK_EVERY
from webapp.cli.stop import Stop
from webapp.cli.strangers import strangers
from webapp.cli.supervision import Supervision
from webapp.cli.telling import tell
from webapp.config import SettingError, Settings
from webapp.errors import SandboxError
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits

STOP_WITHIN = 20.0
"""Seconds for what runs to be answered before a process is killed."""
NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
RUNS_AT_ONCE = 64
URGENT_AT_ONCE = 16


@click.command()
@click.option("--name", default=None, help="this machine's name among the workers, its own; the host's name otherwise")
def worker(name: str | None) -> None:
    """Run snippets for the web machines that share the Redis at REDIS_URL. Ctrl-C stops in order.

    It needs no database and no secret key, and should be given none.
    """
    settings = Settings.from_environment()
    logs.begin(settings.log)
    for sentence in strangers(os.environ):
        tell(sentence, error=True)
    if not settings.redis_url:
        raise SettingError("REDIS_URL is not set: it names the Redis over which the web machines ask.")
    name = name or re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())[:60]
    if not NAME.fullmatch(name):
        raise SettingError(f"{name!r} is no worker's name: letters, digits and hyphens, 60 at most.")
    try:
        from webapp.cli.names import held
    except ImportError as error:
        raise SettingError(f"A worker needs {error.name}: pip install 'savepoint[cluster]'.") from error
    stop = Stop()
    with held(name, settings.redis_url) as holder:
        launched = Launched(Limits.of(settings), log=settings.log, user=settings.sandbox_user)
        try:
            while not launched.listens():
                if stop.asked:
                    return
                time.sleep(LOOK_EVERY)
            _check_kernel(launched)
            _serve(settings, name, holder, launched, stop)
        finally:
            launched.stop()


def _serve(settings: Settings, name: str, holder: str, launched: Launched, stop: Stop) -> None:
    from webapp.sandbox.cluster.broker import RUNS, URGENT

    with ExitStack() as running:
        parts = [
            running.enter_context(Part(queue, count, settings, name, holder, launched))
            for queue, count in ((RUNS, RUNS_AT_ONCE), (URGENT, URGENT_AT_ONCE))
        ]
        tell(f"This worker is {name}, with room for {launched.limits.live} sandboxes  (Ctrl-C stops it)")
        looked_after = [Supervision(part, f"process for {part.queue}") for part in parts]
        looked_after.append(Supervision(launched, "supervisor of the sandboxes"))
        while not stop.asked:
            time.sleep(LOOK_EVERY)
            for each in looked_after:
                each.look()
        for part in parts:
            part.process.terminate()


def _check_kernel(launched: Launched) -> None:
    if not launched.sandboxes.status()["kernel"]["seccomp"]:
        raise SettingError(
            "This kernel cannot filter system calls (seccomp), so strangers' code is not contained here. "
            "A worker runs nothing else: use a Linux machine that has it."
        )


class Part:
    """One Celery process of this worker, for one queue."""

    def __init__(self, queue: str, count: int, settings: Settings, name: str, holder: str, launched: Launched) -> None:
        """`count` requests at once; `holder` is what the worker holds its name by."""
        self.queue = queue
        self._name = name
        self._command = [
            *(sys.executable, "-m", "celery", "--app", "webapp.sandbox.cluster.tasks", "--quiet", "worker"),
            *("--pool", "threads", "--concurrency", str(count), "--hostname", f"{queue}@{name}"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"),
        ]
        keep = ("PATH", "LANG", "LD_LIBRARY_PATH", "HOME", "TMPDIR")
        self._environ = {key: os.environ[key] for key in keep if key in os.environ} | {
            "SAVEPOINT_WORKER_BROKER": settings.redis_url,
            "SAVEPOINT_WORKER_NAME": name,
            "SAVEPOINT_WORKER_HOLDER": holder,
            "SAVEPOINT_WORKER_QUEUE": queue,
            logs.LOG: settings.log,
            "SAVEPOINT_WORKER_SUPERVISOR": str(launched.path),
        }
        self.process = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        try:
            # A terminal's Ctrl-C is ours to pass on.
            process = subprocess.Popen(self._command, env=self._environ, start_new_session=True)
        except OSError as error:
            raise SandboxError(f"The process for {self.queue} cannot be started: {error.strerror}.") from error
        self.started = time.monotonic()
        return process

    def came_up(self) -> bool:
        """Whether it has lived for a while: what it waits for, if not, is Redis. Raises SettingError where another
        worker has its name."""
        from webapp.cli.names import taken
        from webapp.sandbox.cluster.broker import NAME_IS_TAKEN

        if self.process.poll() == NAME_IS_TAKEN:
            raise taken(self._name)
        return self.process.poll() is None and time.monotonic() - self.started > 1

    def restart(self) -> None:
        """Starts it again after it has died."""
        self.process = self._spawn()

    def __enter__(self) -> Part:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
