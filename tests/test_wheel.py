"""What is installed without a checkout: everything the command needs is in the wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from webapp.lessons.misplaced import is_reserved

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents, as pip lays them out."""
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("savepoint-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_shipped_lessons_are_proven_from_the_wheel(installed: Path) -> None:
    """What ships is proven here alone, as `savepoint lessons check` does it: that takes a while."""
    environ = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "webapp", "lessons", "check"]
    ended = subprocess.run(command, cwd=installed, env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    shipped = [path for path in (ROOT / "lessons").glob("*.yaml") if not is_reserved(path)]
    assert f"\n{len(shipped)} lessons" in f"\n{ended.stdout}"


def test_wheel_has_what_is_not_python(installed: Path) -> None:
    kept = {path for path in (ROOT / "webapp").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT) for path in kept} == {
        path.relative_to(installed)
        for path in (installed / "webapp").rglob("*")
        if path.is_file() and "shipped_lessons" not in path.parts and "__pycache__" not in path.parts
    }
