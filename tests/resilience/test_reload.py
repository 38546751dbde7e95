"""A web that is reloaded while students go on."""

import os
import signal
from pathlib import Path
from urllib.request import urlopen

from tests.cli.processes import named
from tests.cli.serving import serving
from tests.resilience.load import Load
from tests.waiting import until

RELOADED = "The web server was reloaded."


def test_reload_under_load_drops_no_request(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        load = Load(served.address)
        (before,) = named(served.process.pid, "gunicorn")

        def reload() -> None:
            for times in (1, 2):
                served.process.send_signal(signal.SIGHUP)
                until(lambda times=times: served.printed.count(RELOADED) == times)  # type: ignore[misc]

        load.go_through(reload)
        assert load.told == []
        assert sum(each.student.lost for each in load.counting) == 0
        until(lambda: len(named(served.process.pid, "gunicorn")) == 1)
        assert named(served.process.pid, "gunicorn") != [before]


def test_reload_that_does_not_start_leaves_the_web_as_it_is(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        before = named(served.process.pid, "gunicorn")
        served.process.send_signal(signal.SIGHUP)
        until(lambda: len(named(served.process.pid, "gunicorn")) == 2)
        for each in set(named(served.process.pid, "gunicorn")) - set(before):
            os.kill(each, signal.SIGKILL)
        until(lambda: "The reloaded web server ended at its start; this one serves on." in served.printed)
        assert named(served.process.pid, "gunicorn") == before
        with urlopen(f"{served.address}healthz", timeout=20) as answer:
            assert answer.status == 200
