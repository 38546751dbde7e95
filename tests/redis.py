"""A Redis server of the tests' own, on a free loopback port. It keeps nothing, as a broker need not."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.ports import free_port, listens
from tests.waiting import until


class Redis:
    """A server; what it held is gone when it has been stopped."""

    def __init__(self, folder: str) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self.start()

    def start(self) -> None:
        """Starts it and waits until it listens."""
        found = shutil.which("redis-server")
        assert found, "These tests use a real Redis: install redis-server by the system's packages"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        arguments = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", self._folder]
        self.process = subprocess.Popen([found, *arguments], **quiet)
        until(lambda: listens(self.port), of=self.process)

    def stop(self) -> None:
        """Ends it at once."""
        self.process.kill()
        self.process.wait()


@contextmanager
def redis_server() -> Iterator[Redis]:
    """A server as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="savepoint-redis-") as folder:
        server = Redis(folder)
        try:
            yield server
        finally:
            server.stop()
