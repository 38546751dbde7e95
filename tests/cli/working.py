"""A worker as `savepoint worker` starts it."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from redis import Redis as Client

from tests.cli.running import SAVEPOINT
from tests.redis import Redis
from tests.waiting import WITHIN, end, until
from webapp.sandbox.client import LocalSandboxes


@dataclass(frozen=True)
class Working:
    """A worker's process. What it prints is in a file, so it never waits."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def printed(self) -> str:
        """What it has printed until now."""
        return self.log.read_text(errors="replace")

    @property
    def runs(self) -> int:
        """The snippets that run there at this moment."""
        (path,) = self.log.parent.glob("savepoint-*/supervisor")
        sandboxes = LocalSandboxes(path)
        try:
            return int(sandboxes.status()["running"])
        finally:
            sandboxes.close()


@contextmanager
def working(redis: Redis, name: str, *, environ: dict[str, str] | None = None) -> Iterator[Working]:
    """A worker that takes visitors; it is stopped, as by Ctrl-C, at the end."""
    # A short name: the path of a Unix socket is limited, and the worker makes its own in here.
    with tempfile.TemporaryDirectory(prefix="sw-", dir="/tmp") as folder:
        ours = {"REDIS_URL": redis.url, "TMPDIR": folder, "PYTHONUNBUFFERED": "1"} | (environ or {})
        log = Path(folder) / "printed"
        with log.open("wb") as out:
            command = [*SAVEPOINT, "worker", "--name", name]
            process = subprocess.Popen(command, env=os.environ | ours, stdout=out, stderr=subprocess.STDOUT)
        worker = Working(name, process, log)
        try:
            until(partial(_takes_visitors, redis, name), of=process, within=WITHIN, told=lambda: worker.printed)
            yield worker
        finally:
            end(process)


def _takes_visitors(redis: Redis, name: str) -> bool:
    with Client.from_url(redis.url) as client:
        return bool(client.exists(f"savepoint:open:{name}"))
