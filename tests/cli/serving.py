"""A server as `savepoint serve` starts it, on a free port."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.running import SAVEPOINT
from tests.waiting import WITHIN, end, until
from webapp.lessons.folders import shipped

UNHURRIED = {"SAVEPOINT_RUNS": "10000", "SAVEPOINT_ADDRESS_RUNS": "1000000", "SAVEPOINT_NEW_VISITORS": "1000000"}
"""Tests are faster than people, and all come from one address."""
SHORT = ("setup", "sessionmaker", "classic-style", "context-managers")
"""Lessons that are served where nothing else is asked for: to read the whole course takes longer than all else that a
server does at its start."""
WHOLE = {"SAVEPOINT_LESSONS": ""}
"""The environment in which the whole course is served."""


@dataclass(frozen=True)
class Served:
    """A server's process, and the folder it has for temporary files. What it prints is in a file, so it never waits."""

    process: subprocess.Popen[bytes]
    scratch: Path
    log: Path

    @property
    def printed(self) -> str:
        """What it has printed until now."""
        return self.log.read_text(errors="replace")

    @property
    def address(self) -> str:
        """Where it serves; waits until that is printed."""
        until(self._addresses, of=self.process, within=WITHIN, told=lambda: self.printed)
        return self._addresses()[0]

    def _addresses(self) -> list[str]:
        return re.findall(r"http://\S+(?=\s)", self.printed)


def write_short_course(folder: Path) -> None:
    """Copies those lessons there."""
    shutil.copytree(shipped() / "data", folder / "data", ignore=shutil.ignore_patterns("__pycache__"))
    for name in SHORT:
        shutil.copy(shipped() / f"{name}.yaml", folder)


@contextmanager
def starting(
    home: Path, *arguments: str, command: Sequence[str] = SAVEPOINT, environ: dict[str, str] | None = None
) -> Iterator[Served]:
    """A server that has just been started; it is stopped, as by Ctrl-C, at the end."""
    # A short name: the path of a Unix socket is limited, and the server makes its own in here.
    with tempfile.TemporaryDirectory(prefix="sp-", dir="/tmp") as folder:
        scratch, log, lessons = Path(folder) / "t", Path(folder) / "printed", Path(folder) / "lessons"
        scratch.mkdir()
        Path(folder).chmod(0o711)  # for a server whose processes are other users'
        write_short_course(lessons)
        ours = {"SAVEPOINT_HOME": str(home), "PYTHONUNBUFFERED": "1", "TMPDIR": str(scratch)} | UNHURRIED
        ours["SAVEPOINT_LESSONS"] = str(lessons)
        whole = [*command, "serve", "--port", "0", *arguments]
        with log.open("wb") as out:
            process = subprocess.Popen(
                whole, env=os.environ | ours | (environ or {}), stdout=out, stderr=subprocess.STDOUT
            )
        try:
            yield Served(process, scratch, log)
        finally:
            end(process)


@contextmanager
def serving(
    home: Path, *arguments: str, command: Sequence[str] = SAVEPOINT, environ: dict[str, str] | None = None
) -> Iterator[Served]:
    """A server that has printed its address."""
    with starting(home, *arguments, command=command, environ=environ) as served:
        assert served.address
        yield served
