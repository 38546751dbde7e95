"""Processes come and go; what they leave, and who notices."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.errors import BusyError, SandboxError
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


LOW_START = replace(LOW, start_seconds=0.5)
WITHOUT_SPARES = replace(LOW, spares=0)


@pytest.fixture
def own() -> Iterator[Launched]:
    """A supervisor that no other test uses, so that its processes can be counted and killed."""
    with Launched(WITHOUT_SPARES) as launched:
        yield launched


def test_every_process_is_the_supervisors_own_child(own: Launched) -> None:
    Visitor(own.sandboxes).run("1")
    assert len(children(own.process.pid)) == 3  # zygote, template, sandbox
    assert [children(pid) for pid in children(own.process.pid)] == [[], [], []]


def test_killed_zygote_and_template_cost_no_visitor(own: Launched) -> None:
    visitor = Visitor(own.sandboxes)
    visitor.run("kept = 1")
    zygote, template, _sandbox = children(own.process.pid)
    os.kill(zygote, signal.SIGKILL)
    os.kill(template, signal.SIGKILL)
    until(lambda: len(children(own.process.pid)) == 1)
    assert visitor.run("kept").output == "1\n"
    assert Visitor(own.sandboxes).run("2").output == "2\n"


def test_oldest_idle_sandbox_makes_room(own: Launched) -> None:
    visitors = [Visitor(own.sandboxes) for _ in range(LOW.live + 1)]
    for visitor in visitors:
        visitor.run("1")
    assert own.sandboxes.status()["live"] == LOW.live
    assert not visitors[0].has_sandbox()
    assert visitors[-1].has_sandbox()


def test_ended_sandboxes_leave_no_process_and_no_descriptor(own: Launched) -> None:
    start = Start()
    Visitor(own.sandboxes, start).run("1")
    before = len(os.listdir(f"/proc/{own.process.pid}/fd"))
    for _ in range(30):
        with own.sandboxes.turn("one", "lesson") as turn:
            turn.rebuild(start, [])
            turn.run("1")
    until(lambda: len(children(own.process.pid)) == 3)
    until(lambda: len(os.listdir(f"/proc/{own.process.pid}/fd")) <= before + 1)


def test_start_that_takes_long_keeps_nobody_else_waiting(own: Launched) -> None:
    slow = Visitor(own.sandboxes, Start(prelude="import time\ntime.sleep(3)\n"))
    done: list[str] = []
    thread = threading.Thread(target=lambda: done.append(slow.run("'slow'").output))
    thread.start()
    done.append(Visitor(own.sandboxes).run("'quick'").output)
    thread.join()
    assert done == ["'quick'\n", "'slow'\n"]


def test_start_without_end_is_given_up() -> None:
    with Launched(LOW_START) as launched, pytest.raises(SandboxError, match="did not end within"):
        Visitor(launched.sandboxes, Start(prelude="while True:\n    pass\n")).run("1")


def test_client_that_hangs_up_gives_its_turn_back(own: Launched) -> None:
    visitor = Visitor(own.sandboxes)
    with own.sandboxes.turn(visitor.name, "lesson") as turn:
        turn.rebuild(visitor.start, [])
        turn.run("unrecorded = 1")
    assert not visitor.has_sandbox()
    assert visitor.run("unrecorded").outcome == "error"


def test_crowd_of_one_visitor_is_told_so(own: Launched) -> None:
    visitor = Visitor(own.sandboxes)
    told: list[str] = []

    def ask() -> None:
        try:
            visitor.run("import time\ntime.sleep(0.3)")
        except BusyError as error:
            told.append(str(error))

    with own.sandboxes.turn(visitor.name, "lesson"):
        threads = [threading.Thread(target=ask) for _ in range(LOW.waiting + 2)]
        for thread in threads:
            thread.start()
        until(lambda: len(told) == 3)
    for thread in threads:
        thread.join()
    assert set(told) == {"Your earlier snippets are still waiting. Try again in a moment."}


def test_forked_state_is_not_shared(own: Launched) -> None:
    start = Start(prelude="shared = []\n")
    first, second = Visitor(own.sandboxes, start), Visitor(own.sandboxes, start)
    first.run("shared.append(1)")
    assert second.run("shared").output == "[]\n"


FEW_DESCRIPTORS = """\
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (160, 160))
from dataclasses import replace
from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched
with Launched(replace(LOW, live=500)) as launched:
    print({Visitor(launched.sandboxes).run("1").output for _ in range(120)})
"""


def test_too_few_descriptors_cost_the_oldest_not_the_server() -> None:
    ended = subprocess.run([sys.executable, "-c", FEW_DESCRIPTORS], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.returncode) == ("{'1\\n'}\n", 0), ended.stderr
