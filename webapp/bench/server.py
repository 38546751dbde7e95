"""The servers that are measured: a real `savepoint serve`, and the trivial one with the same gunicorn."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, fields
from http.client import HTTPConnection
from pathlib import Path

from webapp.bench.problem import BenchError
from webapp.bench.processes import children, command
from webapp.config import Settings

WITHIN = 30.0
"""Seconds for a server to listen, and to end."""
UNHURRIED = {
    "SAVEPOINT_RUNS": "100000",
    "SAVEPOINT_ADDRESS_RUNS": "1000000",
    "SAVEPOINT_NEW_VISITORS": "1000000",
    "SAVEPOINT_COMPLETIONS": "100000",
}
"""Limits that are counted, as they are for people, and that nobody measured reaches."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/?\s")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Worker processes, and threads in each: the same for both servers."""

    workers: int
    threads: int


class Server:
    """`savepoint serve` on a free loopback port, with a home of its own."""

    def __init__(self, folder: Path, numbers: Numbers, *, live: int, redis_url: str = "") -> None:
        """Starts it in `folder`, which is empty; `live` is how many sandboxes it keeps, here or, with a Redis, on its
        workers. Raises BenchError.
        """
        options = {"port": 0, "host": "127.0.0.1", "home": folder / "home", "live-sandboxes": live}
        options |= {"workers": numbers.workers, "threads": numbers.threads}
        if redis_url:
            options |= {"redis-url": redis_url, "sandboxes": "workers"}
        given = [text for name, value in options.items() for text in (f"--{name}", str(value))]
        self.home = folder / "home"
        self._log = folder / "printed"
        environ = _environment() | UNHURRIED
        self._process = _spawn([sys.executable, "-m", "webapp", "serve", *given], self._log, environ)
        try:
            self.port = self._wait()
            _wait_for_health(self.port)
            self._supervisor = 0 if redis_url else self._find_supervisor()
        except BaseException:
            self.close()
            raise

    def _wait(self) -> int:
        deadline = time.monotonic() + WITHIN
        while not (found := _ADDRESS.search(self._log.read_text(errors="replace"))):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise BenchError(f"The server to be measured did not start: {self._log.read_text(errors='replace')}")
            time.sleep(0.02)
        return int(found[1])

    def _find_supervisor(self) -> int:
        found = [pid for pid in children(self._process.pid) if "webapp.sandbox.supervisor" in command(pid)]
        if len(found) != 1:
            raise BenchError("The supervisor of the server to be measured was not found.")
        return found[0]

    @property
    def supervisor(self) -> int:
        """The process id of its supervisor, which the sandboxes are children of."""
        return self._supervisor

    def close(self) -> None:
        """Stops it, as by Ctrl-C."""
        _stop(self._process)


class Trivial:
    """The same gunicorn, before a Flask application that answers a POST with what it was sent."""

    def __init__(self, folder: Path, numbers: Numbers) -> None:
        """Starts it; its output goes to a file in `folder`. Raises BenchError."""
        arguments = ["--config", "python:webapp.web.gunicorn_settings", "--workers", str(numbers.workers)]
        arguments += ["--threads", str(numbers.threads), "webapp.bench.peers.trivial:application()"]
        with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as `serve` does: 40 ms an answer
            self.port: int = listener.getsockname()[1]
            bind = ["--bind", f"fd://{listener.fileno()}"]
            environ = _environment() | {"SAVEPOINT_SERVER": str(os.getpid())}
            whole = [sys.executable, "-m", "gunicorn", *bind, *arguments]
            self._process = _spawn(whole, folder / "trivial", environ, listener.fileno())

    def close(self) -> None:
        """Stops it."""
        _stop(self._process)


class Worker:
    """A Redis and one `savepoint worker` at it."""

    def __init__(self, folder: Path, redis: str) -> None:
        """Starts both in `folder`, which is empty; `redis` is the path of its program. Raises BenchError."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{port}/0"
        arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self._redis = _spawn([redis, *arguments], folder / "redis", _environment())
        environ = _environment() | {"REDIS_URL": self.url}
        command = [sys.executable, "-m", "webapp", "worker", "--name", "bench"]
        self._worker = _spawn(command, folder / "worker", environ)

    def close(self) -> None:
        """Stops both."""
        _stop(self._worker)
        _stop(self._redis)


def _wait_for_health(port: int) -> None:
    """The address is told while gunicorn still starts; that is nobody's answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=WITHIN)) as connection:
        connection.request("GET", "/healthz")
        connection.getresponse().read()


def _environment() -> dict[str, str]:
    """Ours without Savepoint's settings: what is measured has a store of its own, not the one that this host serves."""
    settings = {each.metadata["env"] for each in fields(Settings)}
    kept = {name: value for name, value in os.environ.items() if name not in settings}
    return kept | {"PYTHONUNBUFFERED": "1"}


def _spawn(whole: list[str], log: Path, environ: dict[str, str], *kept: int) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            whole,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            pass_fds=kept,
            start_new_session=True,  # a terminal's Ctrl-C is for us, and we stop it in order
        )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
