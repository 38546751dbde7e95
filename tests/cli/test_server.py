"""The server's processes: stopped, killed in parts, and what they leave."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

import pytest

from tests.cli.processes import alive, children, family, named, supervisor_of
from tests.cli.serving import serving, starting
from tests.waiting import until

ENDS = {"ctrl-c": signal.SIGINT, "sigterm": signal.SIGTERM}


class Student:
    """Somebody with a browser's cookies, in the console of a lesson."""

    def __init__(self, address: str) -> None:
        self._browser = build_opener(HTTPCookieProcessor())
        self.go_to(address)

    def go_to(self, address: str) -> None:
        """Visits the lesson at this address from now on, with the cookies there are."""
        self._lesson = f"{address}lessons/context-managers"

    def page(self) -> str:
        """The lesson's page."""
        with self._browser.open(self._lesson, timeout=20) as answer:
            return str(answer.read().decode())

    def run(self, source: str) -> str:
        """What a snippet showed; it is sent again while the server asks for that."""
        sent = json.dumps({"submission": str(uuid4()), "source": source, "kind": "console"}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                with self._browser.open(Request(f"{self._lesson}/run", sent, headers), timeout=20) as answer:
                    return str(json.load(answer)["entries"][-1]["output"])
            except HTTPError as refused:
                refused.close()
                if refused.code != 503:
                    raise
                time.sleep(0.1)
        raise AssertionError("the sandboxes did not come back within twenty seconds")


@pytest.mark.parametrize("number", ENDS.values(), ids=ENDS.keys())
def test_end_leaves_no_process_and_no_file(tmp_path: Path, number: signal.Signals) -> None:
    # Whatever the web would keep for its user goes below HOME.
    user = tmp_path / "user"
    user.mkdir()
    with serving(tmp_path / "home", environ={"HOME": str(user)}) as served:
        assert Student(served.address).run("1 + 1") == "2\n"
        below = family(served.process.pid)
        assert ("The web runs as root" in served.printed) == (os.geteuid() == 0)
        assert len(below) >= 7  # web with two workers; supervisor, zygote, template, sandbox
        assert list(served.scratch.rglob("supervisor"))
        served.process.send_signal(number)
        assert served.process.wait(30) == 0
        until(lambda: not any(map(alive, below)))
        assert list(served.scratch.iterdir()) == []
    assert list(user.iterdir()) == []


@pytest.mark.parametrize("number", ENDS.values(), ids=ENDS.keys())
def test_end_while_starting_leaves_no_process_and_no_folder(tmp_path: Path, number: signal.Signals) -> None:
    with starting(tmp_path) as served:
        until(lambda: bool(list(served.scratch.glob("savepoint-*"))))
        until(lambda: bool(children(served.process.pid)))
        below = family(served.process.pid)
        served.process.send_signal(number)
        assert served.process.wait(30) == 0
        assert "http://" not in served.printed
        assert "Traceback" not in served.printed
        until(lambda: not any(map(alive, below)))
        assert list(served.scratch.iterdir()) == []


def test_killed_server_takes_everything_with_it(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        assert Student(served.address).run("1 + 1") == "2\n"
        below = family(served.process.pid)
        served.process.kill()
        served.process.wait(10)
        until(lambda: not any(map(alive, below)))


def test_server_killed_while_the_web_starts_takes_it_with_it(tmp_path: Path) -> None:
    with starting(tmp_path) as served:
        until(lambda: bool(named(served.process.pid, "gunicorn")))
        below = family(served.process.pid)
        served.process.kill()
        served.process.wait(10)
        until(lambda: not any(map(alive, below)))


def test_web_of_a_server_that_has_ended_does_not_begin() -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:webapp.web.gunicorn_settings", "--bind"]
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    web = subprocess.run(
        [*command, "127.0.0.1:0", "webapp.web.wsgi:application()"],
        env=os.environ
        | {
            "SAVEPOINT_SERVER": str(ended.pid),
            "SAVEPOINT_SUPERVISOR": "/nowhere/supervisor",
            "SAVEPOINT_SECRET_KEY": "x" * 32,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert web.returncode == 1
    assert web.stderr == "The server that started the web has ended, so the web ends too.\n"


def test_killed_supervisor_is_started_again(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        student = Student(served.address)
        assert student.run("kept = 20") == ""
        before = supervisor_of(served.process.pid)
        os.kill(before, signal.SIGKILL)
        assert student.run("kept + 1") == "21\n"
        assert supervisor_of(served.process.pid) != before
        assert served.printed.count("The supervisor of the sandboxes ended and is started again.") == 1


def test_restarted_server_shows_what_was_done_and_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        student = Student(served.address)
        assert student.run("kept_over_the_restart = 20") == ""
    with serving(tmp_path) as served:
        student.go_to(served.address)
        assert "kept_over_the_restart" in student.page()
        assert student.run("kept_over_the_restart + 1") == "21\n"


def test_supervisor_that_cannot_start_is_given_up(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        supervisor = supervisor_of(served.process.pid)
        below = family(served.process.pid)
        for folder in served.scratch.glob("savepoint-*"):
            shutil.rmtree(folder)  # so that none after this one can make its socket
        os.kill(supervisor, signal.SIGKILL)
        assert served.process.wait(60) == 2
        # The killed one counts too, where it was quick to be killed.
        assert served.printed.count("The supervisor of the sandboxes ended and is started again.") in (4, 5)
        assert "savepoint: The supervisor of the sandboxes was started 5 times" in served.printed
        until(lambda: not any(map(alive, below)))
