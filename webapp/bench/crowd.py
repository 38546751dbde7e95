"""Many clients at once, seen from here: they are a process of their own, and share no lock with what measures here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from webapp.bench.problem import BenchError
from webapp.bench.visitor import PATH
from webapp.bench.work import LOOP, QUERY


def rate(port: int, path: str, clients: int, seconds: float) -> float:
    """Answers a second that so many clients get who ask again at once. Raises BenchError where one is refused."""
    told = _whole("rate", port, path, QUERY, clients, seconds)
    if told["refused"]:
        raise BenchError(f"{told['refused']} of the crowd's requests to {path} were refused.")
    return float(told["rate"])


def arrivals(port: int, clients: int, seconds: float) -> dict[str, Any]:
    """So many new visitors within so many seconds, then all at once: for each, seconds of answers and refusals."""
    return _whole("arrivals", port, PATH, QUERY, clients, seconds)


@contextmanager
def loops(port: int, clients: int) -> Iterator[None]:
    """While this is held, so many visitors run endless loops, again whenever one is ended."""
    with _spawn("loops", port, PATH, LOOP, clients, 0.0) as process:
        out, given = process.stdout, process.stdin
        if out is None or given is None or not out.readline():
            raise BenchError("The crowd of loops did not start.")
        yield
        given.close()  # this is how it is told to stop
        process.wait()


def _whole(*arguments: object) -> dict[str, Any]:
    with _spawn(*arguments) as process:
        printed, _ = process.communicate()
    if process.returncode:
        raise BenchError("The crowd of clients failed; the lines above say why.")
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return told


def _spawn(*arguments: object) -> subprocess.Popen[bytes]:
    whole = [sys.executable, "-m", "webapp.bench.crowd_process", *map(str, arguments)]
    return subprocess.Popen(whole, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
