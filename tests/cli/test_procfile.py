"""There is one way to start."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import called

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "Procfile").read_text().splitlines()
HOSTING = (ROOT / "webapp/docs/hosting.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.partition(":")[0])
def test_process_is_a_command_that_there_is(line: str) -> None:
    command = shlex.split(line.partition(":")[2])
    assert command[:3] == ["python", "-m", "webapp"]
    shown = called(*command[3:], "--help")
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"Usage: savepoint {command[3]}")


def test_hosting_says_the_same() -> None:
    told = re.findall(r"python -m (\S+) (db upgrade|serve)", HOSTING)
    assert told == [("webapp", "db upgrade"), ("webapp", "serve")]
