"""Plain Python and SQLAlchemy, far from Savepoint."""

import subprocess
import sys
from pathlib import Path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-X", "utf8", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
