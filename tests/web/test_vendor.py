"""The bundle that is checked in is what its recipe makes."""

import subprocess
from pathlib import Path

from webapp.web.assets import FOLDER

VENDOR = FOLDER / "vendor"


def test_bundle_is_what_its_recipe_makes(tmp_path: Path) -> None:
    made = subprocess.run([VENDOR / "build", tmp_path], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [name.partition(".")[2].rpartition(".")[2] for name in names] == ["txt", "js"]
    for name in names:
        assert (tmp_path / name).read_bytes() == (VENDOR / name).read_bytes(), name
