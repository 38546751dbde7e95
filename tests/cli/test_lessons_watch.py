import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from watchfiles import Change

from tests.cli.lessons import GOOD
from tests.cli.running import SAVEPOINT
from webapp.cli.lessons.watching import matters


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


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a.yaml", True), ("data/a.py", True), (".a.yaml.swp", False), (".a.yaml", False), ("a.yaml~", False)],
)
def test_lessons_and_datasets_matter(name: str, wanted: bool) -> None:
    assert matters(Change.modified, f"/folder/{name}") is wanted
