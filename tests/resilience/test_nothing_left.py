"""Many snippets later, a server has what it had before: processes, descriptors, threads, memory."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.cli.processes import alive, children, family
from tests.cli.serving import serving
from tests.conftest import LOW
from tests.resilience.students import Student
from tests.waiting import until
from webapp.lessons.start import Start
from webapp.sandbox.interface import Sandboxes
from webapp.sandbox.launch import Launched

AT_ONCE = 8
"""Visitors at a time; with room for fewer sandboxes than there are visitors, most of them meet one made anew."""
ROUNDS = 10
OF_ONE = 125
"""Snippets of one visitor in a round."""
GROWTH = 4 * 1024 * 1024
"""Bytes by which a process may differ: allocators keep some. A leak of half a kilobyte for each snippet is more."""


def descriptors(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


def threads(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/task"))


def resident(pid: int) -> int:
    """Bytes of memory that are its own alone."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_"))


def many_snippets(sandboxes: Sandboxes, visitor: str) -> None:
    for number in range(OF_ONE):
        with sandboxes.turn(visitor, "lesson") as turn:
            if turn.position is None:
                turn.rebuild(Start(), [])
            assert turn.run(f"{number} + 1").output == f"{number + 1}\n"
            turn.settle("here")
    with sandboxes.turn(visitor, "lesson") as turn:
        assert turn.run("open('file')").outcome == "refused"
        # Nobody settles this one, so its sandbox ends.


def test_ten_thousand_snippets_leave_nothing() -> None:
    with Launched(replace(LOW, live=AT_ONCE)) as own, ThreadPoolExecutor(AT_ONCE) as pool:
        supervisor = own.process.pid
        zygote = children(supervisor)[0]

        def one_round(number: int) -> None:
            list(pool.map(lambda each: many_snippets(own.sandboxes, f"{number} {each}"), range(AT_ONCE)))

        one_round(0)  # what is made once, and stays
        before = {pid: (descriptors(pid), threads(pid), resident(pid)) for pid in (supervisor, zygote)}
        kept = len(children(supervisor))
        for number in range(1, ROUNDS):
            one_round(number)
        until(lambda: len(children(supervisor)) <= kept and all(map(alive, children(supervisor))))
        until(lambda: descriptors(supervisor) <= before[supervisor][0])
        for pid, (open_before, threads_before, resident_before) in before.items():
            assert descriptors(pid) <= open_before
            assert threads(pid) <= threads_before
            assert resident(pid) < resident_before + GROWTH


def many_requests(student: Student, count: int) -> None:
    for number in range(count):
        assert student.run(f"{number} + 1")["output"] == f"{number + 1}\n"
    student.hang_up()


def test_hundreds_of_requests_leave_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as served, ThreadPoolExecutor(AT_ONCE) as pool:

        def one_round(count: int) -> None:
            list(
                pool.map(
                    lambda student: many_requests(student, count), [Student(served.address) for _ in range(AT_ONCE)]
                )
            )

        one_round(5)
        # Not before: when the address is printed there may be no worker yet.
        web = [pid for pid in family(served.process.pid) if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text()]
        assert len(web) == 3  # a master and two workers
        left = sum(map(descriptors, web))
        one_round(30)
        # Connections to the store and to the sandboxes are kept, for each thread that has needed one: fewer than half
        # as many as there were requests, each of which could have left one.
        until(lambda: sum(map(descriptors, web)) < left + AT_ONCE * 15)
        until(lambda: sum(map(threads, web)) <= len(web) * (AT_ONCE + 4))
        # What the processes of the web count is in a few files of each of them, however much they have counted.
        files = [each for each in served.scratch.rglob("*") if each.is_file()]
        assert [each.name for each in files if not each.parent.name.startswith("savepoint-figures-")] == []
        assert len(files) <= len(web) * 4
