"""The installed command, as a person types it."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from webapp.cli.main import cli

SAVEPOINT = [sys.executable, "-m", "webapp"]


def savepoint(
    *arguments: str, given: str = "", home: Path | None = None, command: Sequence[str] = SAVEPOINT, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end; `given` is its standard input."""
    environment = os.environ | environ | ({"SAVEPOINT_HOME": str(home)} if home else {})
    return subprocess.run(
        [*command, *arguments], input=given, capture_output=True, text=True, env=environment, timeout=120, check=False
    )


def called(
    *arguments: str, given: str = "", home: Path | None = None, **environ: str
) -> subprocess.CompletedProcess[str]:
    """The same in this process: what most commands do takes less time than a Python that starts and imports.

    Whatever a person would see as a traceback is raised.
    """
    environment = environ | ({"SAVEPOINT_HOME": str(home)} if home else {})
    with _process_kept():
        ended = CliRunner(env=environment).invoke(cli, arguments, input=given, prog_name="savepoint")
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return subprocess.CompletedProcess(arguments, ended.exit_code, ended.stdout, ended.stderr)


@contextmanager
def _process_kept() -> Iterator[None]:
    """The command takes signals and the log for itself, as it does in a process of its own."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    root = logging.getLogger()
    log = root.handlers[:], root.level, logging.getLogger("webapp").level
    try:
        yield
    finally:
        for number, handler in signals.items():
            signal.signal(number, handler)
        root.handlers[:] = log[0]
        root.setLevel(log[1])
        logging.getLogger("webapp").setLevel(log[2])
