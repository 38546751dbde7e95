"""Each process of a server is killed while many students run: what each of them then has."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from tests.cli.processes import alive, children, named, supervisor_of
from tests.cli.serving import Served, serving
from tests.resilience.load import KILLED, Load
from tests.waiting import until

SENTENCES = {
    KILLED,
    "The sandboxes were restarted while this ran; nothing was recorded. Run it again.",
    "The sandboxes are being started. Try again in a moment.",
    "Your sandbox ended before this could begin; nothing was recorded. Run it again.",
}
"""What students are told of a kill."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home")) as served:
        yield served


def web_of(server: int) -> int:
    return next(iter(named(server, "gunicorn")), 0)


def child_of_the_supervisor(place: int) -> Callable[[int], int]:
    # In the order in which they were made: the zygote, the lesson's template, the students' sandboxes.
    return lambda server: children(supervisor_of(server))[place]


def the_worker_in_use(server: int) -> int:
    """The one with most connections: they may all be at one of them."""
    return max(children(web_of(server)), key=lambda pid: len(os.listdir(f"/proc/{pid}/fd")))


VICTIMS = {
    "sandbox": child_of_the_supervisor(2),
    "template": child_of_the_supervisor(1),
    "zygote": child_of_the_supervisor(0),
    "supervisor": supervisor_of,
    "worker": the_worker_in_use,
    "master": web_of,
}


@pytest.mark.parametrize("victim", VICTIMS.values(), ids=VICTIMS.keys())
def test_kill_loses_nothing_and_the_service_is_back(served: Served, victim: Callable[[int], int]) -> None:
    load, killed = Load(served.address), []

    def kill() -> None:
        killed.append(victim(served.process.pid))
        os.kill(killed[0], signal.SIGKILL)

    load.go_through(kill)
    until(lambda: not alive(killed[0]))
    # Whoever was hit is told so; nobody else is.
    assert set(load.told) <= SENTENCES
    assert load.told.count(KILLED) <= 1
