"""The example of a systemd unit says what there is."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from tests.cli.running import called
from webapp.config import Settings

ROOT = Path(__file__).parents[2]
UNIT = (ROOT / "webapp/docs/deployment/savepoint.service").read_text()


def test_commands_are_commands_that_there_are() -> None:
    commands = re.findall(r"^Exec\w+=/srv/savepoint/\.venv/bin/python -m webapp (.+)$", UNIT, re.MULTILINE)
    assert commands == ["db upgrade", "serve"]
    for command in commands:
        assert called(*shlex.split(command), "--help").returncode == 0


def test_variables_are_settings_and_can_be_what_they_are() -> None:
    (line,) = re.findall(r"^Environment=(.+)$", UNIT, re.MULTILINE)
    environ = dict(each.split("=", 1) for each in line.split())
    assert set(environ) <= {each.metadata["env"] for each in fields(Settings)}
    assert Settings.from_environment(environ).port == 8001


def test_systemd_understands_it(tmp_path: Path) -> None:
    """Where this machine has systemd's own check; what it says of the rest is then nothing."""
    unit = UNIT.replace("/srv/savepoint/.venv/bin/python", sys.executable)
    assert unit != UNIT
    if verify := shutil.which("systemd-analyze"):
        (tmp_path / "savepoint.service").write_text(unit)
        looked = subprocess.run(
            [verify, "verify", "--man=no", str(tmp_path / "savepoint.service")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert [line for line in looked.stderr.splitlines() if "savepoint.service" in line] == []
