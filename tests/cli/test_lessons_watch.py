import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from tests.cli.lessons import GOOD
from tests.cli.running import SAVEPOINT


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "one.yaml").write_text(GOOD)
    command = [*SAVEPOINT, "lessons", "check", "--watch", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        end = Timer(60, process.kill)  # whoever waits for a line that never comes is told so
        end.start()
        yield process
        end.cancel()
        process.kill()


def until(process: subprocess.Popen[str], beginning: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(beginning):
            return line
    raise AssertionError(f"it ended without {beginning!r}")


def test_saved_file_is_checked_again(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    until(watching, "Watching")
    path.write_text(GOOD.replace("      1\n", "      2\n"))
    until(watching, "one.yaml changed.")
    until(watching, f"{path}:9:12: This example shows")
    until(watching, "1 lesson, 2 examples and exercises: 1 to mend.")
    path.write_text(GOOD)
    until(watching, "1 lesson, 2 examples and exercises: all proven.")
    watching.send_signal(signal.SIGINT)
    assert watching.wait(20) == 0


def test_folder_that_is_removed_and_made_again_is_checked_on(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    folder, aside = tmp_path, tmp_path.with_name("aside")
    until(watching, "Watching")
    folder.rename(aside)
    until(watching, f"{folder}:1:1: There is no such file or folder.")
    until(watching, "Watching")
    folder.mkdir()
    (folder / "one.yaml").write_text(GOOD)
    until(watching, "one.yaml changed.")
    until(watching, "1 lesson, 2 examples and exercises: all proven.")
    (folder / "data").mkdir()
    (folder / "data" / "moons.py").write_text("def fill(:")
    until(watching, "moons.py changed.")
    until(watching, f"{folder}/data/moons.py:1:")
