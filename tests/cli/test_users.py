"""A server that root starts, as two users who can do less: one for the web and what is kept, one for sandboxes."""

import os
import pwd
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.processes import family, named, supervisor_of
from tests.cli.running import savepoint
from tests.cli.serving import Served, serving
from tests.cli.test_server import Student
from tests.everybodys import IS_ROOT, can_run, python_for
from tests.waiting import until

WEB, SANDBOXES = "daemon", "nobody"
USERS = {"SAVEPOINT_WEB_USER": WEB, "SAVEPOINT_SANDBOX_USER": SANDBOXES}


def user_of(process: int) -> str:
    return pwd.getpwuid(Path(f"/proc/{process}").stat().st_uid).pw_name


def owners(folder: Path) -> set[str]:
    return {pwd.getpwuid(each.stat().st_uid).pw_name for each in (folder, *folder.rglob("*"))}


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that every user may go through, as pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="users-", dir="/tmp") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture(scope="module")
def command() -> Iterator[list[str]]:
    """The command, by a Python that both users may run, from a folder where it finds no other Savepoint."""
    if not IS_ROOT:
        yield [sys.executable, "-m", "webapp"]
        return
    with python_for(WEB) as python:
        yield ["env", "--chdir=/", python, "-m", "webapp"]


def told_of_refusal(home: Path, command: list[str], **environ: str) -> str:
    ended = savepoint("serve", "--port", "0", command=command, home=home, **environ)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_web_sandboxes_and_files_are_of_the_users_that_were_named(folder: Path, command: list[str]) -> None:
    home = folder / "home"
    if not IS_ROOT:
        assert "only root can" in told_of_refusal(home, command, **USERS)
        return
    _what_root_made_before_must_be_given_to_the_web_first(home, command)
    with serving(home, command=command, environ=USERS) as served:
        student = Student(served.address)
        assert student.run("kept = 6 * 7") == ""
        server = served.process.pid
        (master,) = named(server, "gunicorn")
        web = [master, *family(master)]
        assert len(web) == 3
        assert {user_of(each) for each in web} == {WEB}
        inner = set(family(supervisor_of(server))) | {supervisor_of(server)}
        assert {user_of(each) for each in inner} == {SANDBOXES}
        assert owners(home) == {WEB}
        assert "The web runs as root" not in served.printed
        path = re.findall(r"/static/[^\"]+", student.page())[0]
        with urlopen(served.address.rstrip("/") + path, timeout=20) as answer:
            assert answer.status == 200
        _goes_on_after_a_reload_and_a_death(served, student)
        _commands_of_root_leave_the_files_to_the_web(home, command)
        assert student.run("kept + 2") == "44\n"
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(30) == 0
        assert list(served.scratch.iterdir()) == []


def _what_root_made_before_must_be_given_to_the_web_first(home: Path, command: list[str]) -> None:
    assert savepoint("db", "upgrade", command=command, home=home).returncode == 0
    assert f"chown -R {WEB}: {home}" in told_of_refusal(home, command, **USERS)
    subprocess.run(["chown", "-R", f"{WEB}:", str(home)], check=True)


def _goes_on_after_a_reload_and_a_death(served: Served, student: Student) -> None:
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "The web server was reloaded." in served.printed)
    assert student.run("kept") == "42\n"
    os.kill(supervisor_of(served.process.pid), signal.SIGKILL)
    assert student.run("kept + 1") == "43\n"


def _commands_of_root_leave_the_files_to_the_web(home: Path, command: list[str]) -> None:
    for line in (["db", "upgrade"], ["purge", "--older-than", "30"], ["pause"], ["resume"], ["instructor", "list"]):
        ended = savepoint(*line, command=command, home=home, **USERS)
        assert (ended.returncode, ended.stderr) == (0, ""), line
    assert owners(home) == {WEB}


def test_web_that_sandboxes_could_reach_is_refused(folder: Path, command: list[str]) -> None:
    told = told_of_refusal(folder / "home", command, SAVEPOINT_WEB_USER="nobody")  # whom root's sandboxes become
    assert ("whom sandboxes run as here. Name another user" if IS_ROOT else "only root can") in told


def test_user_who_cannot_run_this_python_is_told(tmp_path: Path) -> None:
    told = savepoint("db", "upgrade", home=tmp_path / "home", SAVEPOINT_WEB_USER=WEB).stderr
    if not IS_ROOT:
        assert "only root can" in told
    elif not can_run(sys.executable, WEB):
        assert "who cannot run this Python" in told
