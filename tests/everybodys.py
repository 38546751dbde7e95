"""A Python with Savepoint that every user of this machine may run, for tests that root starts as somebody else."""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IS_ROOT = os.geteuid() == 0
_ROOT = Path(__file__).parents[1]


def can_run(python: str, user: str) -> bool:
    """Whether that user may run it: one in root's home is root's alone."""
    try:
        tried = subprocess.run([python, "-c", ""], user=user, check=False, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return tried.returncode == 0


@contextmanager
def python_for(user: str) -> Iterator[str]:
    """This Python where that user may run it, else the system's own of the same version, with the same packages."""
    if can_run(sys.executable, user):
        yield sys.executable
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with tempfile.TemporaryDirectory(prefix="everybodys-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        subprocess.run([f"/usr/bin/python{version}", "-m", "venv", "--without-pip", folder], check=True)
        packages = Path(folder) / "lib" / f"python{version}" / "site-packages"
        (packages / "everybodys.pth").write_text(f"{sysconfig.get_path('purelib')}\n{_ROOT}\n")
        yield f"{folder}/bin/python"
