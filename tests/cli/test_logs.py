"""The log of a whole server, and whom it believes."""

import json
import os
import signal
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.cli.processes import supervisor_of
from tests.cli.serving import Served, serving
from tests.resilience.students import Student
from tests.waiting import until


def lines(served: Served) -> list[dict[str, Any]]:
    """What it has printed, each line an object, whichever process wrote it."""
    return [json.loads(line) for line in served.printed.splitlines()]


def test_every_line_of_every_process_is_json(tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "json") as served:
        # What a server prints for people, it prints in JSON too; the address ends with a blank.
        assert {"webapp.cli"} == {line["logger"] for line in lines(served)}
        student = Student(served.address)
        student.run("kept_private = 1")
        os.kill(supervisor_of(served.process.pid), signal.SIGKILL)
        student.run("kept_private + 1")
        student.hang_up()
        # Gunicorn takes loopback for a proxy, unless told otherwise.
        forged = Request(
            f"{served.address}healthz", headers={"X-Forwarded-Proto": "https", "X-Request-ID": "forged-one"}
        )
        with urlopen(forged, timeout=20) as answer:
            assert answer.headers["X-Request-ID"] != "forged-one"
        ran = Request(
            f"{served.address}lessons/context-managers/run",
            json.dumps({"source": "1", "submission": "abcdefgh"}).encode(),
            {"Content-Type": "application/json", "X-Forwarded-Proto": "https"},
        )
        with urlopen(ran, timeout=20) as answer:
            assert "Secure" not in answer.headers["Set-Cookie"]
        until(lambda: sum(line.get("endpoint") == "runs.run" for line in lines(served)) >= 3)
        assert "The supervisor of the sandboxes ended and is started again." in {
            line["message"] for line in lines(served)
        }
        served.process.send_signal(signal.SIGINT)
        served.process.wait(30)
        assert lines(served)
        assert "kept_private" not in served.printed
