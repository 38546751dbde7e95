"""A server as `savepoint serve` starts it, on a free port."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.cli.running import SAVEPOINT


class Served(NamedTuple):
    """The process, the address it serves at, and what it printed up to that."""

    process: subprocess.Popen[str]
    address: str
    printed: str


@contextmanager
def serving(home: Path, *arguments: str, command: Sequence[str] = SAVEPOINT) -> Iterator[Served]:
    """A server on a free port; it is stopped, as by Ctrl-C, at the end."""
    environ = os.environ | {"SAVEPOINT_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    whole = [*command, "serve", "--port", "0", *arguments]
    with subprocess.Popen(whole, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        try:
            printed = ""
            while not (found := re.search(r"http://\S+", printed)):
                line = process.stdout.readline()
                assert line, f"the server ended: {printed}"
                printed += line
            yield Served(process, found.group(), printed)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
