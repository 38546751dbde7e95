"""What sandboxes are made from is killed, again and again, just while they are made."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from tests.cli.processes import alive, children
from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

VISITORS = 40
AT_ONCE = 4
KILL_EVERY = 10


@pytest.fixture
def own() -> Iterator[Launched]:
    with Launched(replace(LOW, live=2 * VISITORS)) as launched:
        yield launched


def is_sandbox(pid: int) -> bool:
    """Whether its system calls are filtered: those of the zygote and of templates are not."""
    return "Seccomp:\t2" in Path(f"/proc/{pid}/status").read_text()


def kill_makers(supervisor: int) -> None:
    """Kills the zygote and every template."""
    for pid in children(supervisor):
        with suppress(ProcessLookupError, FileNotFoundError):
            if not is_sandbox(pid):
                os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("starts", [1, VISITORS], ids=["one template", "many templates"])
def test_newcomers_are_served_by_the_next_one(own: Launched, starts: int) -> None:
    came = count(1)

    def come(number: int) -> str:
        said = Visitor(own.sandboxes, Start(prelude=f"own = {number % starts}\n")).run("own").output
        if next(came) % KILL_EVERY == 0:
            kill_makers(own.process.pid)
        return said

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(come, range(VISITORS))) == [f"{number % starts}\n" for number in range(VISITORS)]

    # Also what was forked by one that was killed before it could say so: nobody but the supervisor can reap it.
    until(lambda: all(map(alive, children(own.process.pid))))
