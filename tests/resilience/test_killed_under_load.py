"""Each process of a server is killed while many students run: what each of them then has."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.cli.processes import alive, children, named, supervisor_of, until
from tests.cli.serving import Served, serving
from tests.resilience.students import Student

STUDENTS = 4
COUNT = "import time\ntime.sleep(0.05)\nn += 1\nn"
"""A snippet that takes a while, and whose output says how many of its kind have run in this sandbox."""
KILLED = "This snippet's process was ended from outside, for lack of memory perhaps."
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


class Counting:
    """A student who counts, a snippet a time, until told to stop; every answer must be the next number."""

    def __init__(self, address: str) -> None:
        self.student = Student(address)
        self.reached = 0
        self.student.run("n = 0")

    def go_on(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.count()

    def count(self) -> None:
        entry = self.student.run(COUNT)
        if entry["outcome"] == "killed":
            self.student.told.append(entry["note"])
            return
        assert entry["output"] == f"{self.reached + 1}\n", (entry, self.student.told, self.student.lost)
        self.reached += 1

    def resend(self) -> None:
        """Sends once more what was accepted last: it must be there, and must not run again."""
        for submission, (source, output) in list(self.student.accepted.items())[-5:]:
            assert self.student.run(source, submission)["output"] == output
        self.count()


class Arrivals:
    """New students, one after another, until told to stop."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.came = 0
        self.told: list[str] = []

    def go_on(self, stop: threading.Event) -> None:
        while not stop.is_set():
            student = Student(self.address)
            try:
                assert student.run("6 * 7")["output"] == "42\n"
            finally:
                student.hang_up()
            self.told += student.told
            self.came += 1


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
    counting = [Counting(served.address) for _ in range(STUDENTS)]
    arrivals = Arrivals(served.address)
    stop = threading.Event()
    with ExitStack() as left, ThreadPoolExecutor(STUDENTS + 1) as pool:
        for each in counting:
            left.callback(each.student.hang_up)
        going = [pool.submit(each.go_on, stop) for each in (*counting, arrivals)]
        try:
            until(lambda: arrivals.came and all(each.reached for each in counting))
            killed = victim(served.process.pid)
            os.kill(killed, signal.SIGKILL)
            # More than what connections that are open already can still bring.
            reach = [each.reached + 3 for each in counting]
            came = arrivals.came + 3
            until(
                lambda: (
                    arrivals.came >= came
                    and all(each.reached >= number for each, number in zip(counting, reach, strict=True))
                )
            )
        finally:
            stop.set()
        for each in going:
            each.result()
        until(lambda: not alive(killed))
        # Whoever was hit is told so; nobody else is.
        told = {sentence for each in counting for sentence in each.student.told} | set(arrivals.told)
        assert told <= SENTENCES
        assert sum(each.student.told.count(KILLED) for each in counting) <= 1
        for each in counting:
            each.resend()
