"""Students who go on while something happens to the server, and must not lose anything by it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from tests.resilience.students import Student
from tests.waiting import until

STUDENTS = 4
COUNT = "import time\ntime.sleep(0.05)\nn += 1\nn"
"""A snippet that takes a while, and whose output says how many of its kind have run in this sandbox."""
KILLED = "This snippet's process was ended from outside, for lack of memory perhaps."


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


class Load:
    """Students at an address. `told` are the sentences that they were answered with in place of an outcome."""

    def __init__(self, address: str) -> None:
        self.counting = [Counting(address) for _ in range(STUDENTS)]
        self.arrivals = Arrivals(address)

    def go_through(self, fault: Callable[[], None]) -> None:
        """Lets all go on, does that to the server meanwhile, and waits until each has got further, and new ones came.

        Then each sends again what was answered last.
        """
        stop = threading.Event()
        with ExitStack() as left, ThreadPoolExecutor(STUDENTS + 1) as pool:
            for each in self.counting:
                left.callback(each.student.hang_up)
            going = [pool.submit(each.go_on, stop) for each in (*self.counting, self.arrivals)]
            try:
                until(lambda: self.arrivals.came and all(each.reached for each in self.counting))
                fault()
                # More than what connections that are open already can still bring.
                reach = [each.reached + 3 for each in self.counting]
                came = self.arrivals.came + 3
                until(
                    lambda: (
                        self.arrivals.came >= came
                        and all(each.reached >= number for each, number in zip(self.counting, reach, strict=True))
                    ),
                    told=lambda: str([each.exception() for each in going if each.done()] + self.told[-5:]),
                )
            finally:
                stop.set()
            for each in going:
                each.result()
            for each in self.counting:
                each.resend()

    @property
    def told(self) -> list[str]:
        return [sentence for each in self.counting for sentence in each.student.told] + self.arrivals.told
