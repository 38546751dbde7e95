"""The operator's switch, on a server that goes on."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.running import called, savepoint
from tests.cli.serving import serving
from tests.resilience.students import Student
from tests.waiting import until


def test_pause_stops_runs_of_a_living_server_and_resume_starts_them(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        student = Student(served.address)
        student.run("n = 41")
        assert savepoint("pause", "--because", "a look", home=tmp_path).returncode == 0
        until(lambda: student.post("n", str(uuid4()))[0] == 503)
        status, answer = student.post("n", str(uuid4()))
        assert (status, answer["error"]["name"]) == (503, "paused")
        assert savepoint("resume", home=tmp_path).stdout == "Code runs again, within two seconds.\n"
        assert student.run("n + 1")["output"] == "42\n"
        student.hang_up()


def test_reason_that_is_too_long_is_told(tmp_path: Path) -> None:
    ended = called("pause", "--because", "x" * 201, home=tmp_path)
    assert ended.returncode == 2
    assert "200 characters at most" in ended.stderr


@pytest.mark.parametrize("command", ["pause", "resume"])
def test_store_that_is_not_there_is_told(tmp_path: Path, command: str) -> None:
    ended = called(command, home=tmp_path)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
