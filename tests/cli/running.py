"""The installed command, as a person types it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SAVEPOINT = [sys.executable, "-m", "webapp"]


def savepoint(
    *arguments: str, given: str = "", home: Path | None = None, command: Sequence[str] = SAVEPOINT, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end; `given` is its standard input."""
    environment = os.environ | environ | ({"SAVEPOINT_HOME": str(home)} if home else {})
    return subprocess.run(
        [*command, *arguments], input=given, capture_output=True, text=True, env=environment, timeout=120, check=False
    )
