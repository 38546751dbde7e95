"""A Python with Savepoint that every user of this machine may run, for tests that root starts as somebody else."""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

IS_ROOT = os.geteuid() == 0
_ROOT = Path(__file__).parents[1]


def can_run(python: str, user: str, source: str = "") -> bool:
    """Whether that user may run it, to the end of the source: one in root's home is root's alone."""
    try:
        tried = subprocess.run([python, "-c", source], user=user, check=False, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return tried.returncode == 0


@contextmanager
def python_for(user: str) -> Iterator[str]:
    """This Python where that user may run it, else the system's own of the same version, with the same packages.

    Packages and checkout are copied where they are closed to the user.
    """
    if _has_all(sys.executable, user):
        yield sys.executable
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with tempfile.TemporaryDirectory(prefix="everybodys-", dir="/tmp") as made:
        folder = Path(made)
        folder.chmod(0o755)
        subprocess.run([f"/usr/bin/python{version}", "-m", "venv", "--without-pip", folder], check=True)
        python, packages = f"{folder}/bin/python", Path(sysconfig.get_path("purelib"))
        paths = folder / "lib" / f"python{version}" / "site-packages" / "everybodys.pth"
        paths.write_text(f"{packages}\n{_ROOT}\n")
        if not _has_all(python, user):
            copytree(packages, folder / "packages", symlinks=True)
            for name in ("webapp", "lessons"):
                copytree(_ROOT / name, folder / "checkout" / name)
            paths.write_text(f"{folder / 'packages'}\n{folder / 'checkout'}\n")
            subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        yield python


def _has_all(python: str, user: str) -> bool:
    return can_run(python, user, "import flask, webapp.cli")
