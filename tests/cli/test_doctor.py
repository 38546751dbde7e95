import subprocess
import sys
from pathlib import Path

from tests.cli.running import savepoint

WITHOUT_SECCOMP = Path(__file__).with_name("without_seccomp.py")
LAYERS = ["seccomp", "files", "Landlock", "memory", "time", "processor time", "SQLite", "policy"]


def test_each_layer_is_tried_and_told() -> None:
    ended = savepoint("doctor")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [layer for layer in LAYERS if layer not in ended.stdout] == []
    assert "fork(): killed" in ended.stdout
    assert "open(): error PermissionError" in ended.stdout


def test_without_seccomp_the_status_says_loopback() -> None:
    command = [sys.executable, str(WITHOUT_SECCOMP), "doctor"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1
    assert "strangers' code could start processes" in ended.stdout
    assert "loopback only" in ended.stderr
