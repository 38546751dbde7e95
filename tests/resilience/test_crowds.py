"""Many at once from one address: who is served, who waits, who is told to come back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tests.cli.serving import UNHURRIED, serving
from tests.resilience.students import Student
from tests.waiting import until

CLASS = 120
LOOPS = 20
ENDLESS = "while True:\n    pass"
FULL = {
    "name": "busy",
    "message": "Every sandbox is in use at this moment. Try again in a few seconds.",
    "retry_after": 5,
}


@contextmanager
def students(address: str, count: int) -> Iterator[list[Student]]:
    """So many, each in a browser of their own."""
    all_of_them = [Student(address) for _ in range(count)]
    try:
        yield all_of_them
    finally:
        for each in all_of_them:
            each.hang_up()


def test_class_behind_one_address_that_arrives_and_runs_at_once_is_served(tmp_path: Path) -> None:
    defaults = dict.fromkeys(UNHURRIED, "")
    with (
        serving(tmp_path, environ=defaults) as served,
        students(served.address, CLASS) as pupils,
        ThreadPoolExecutor(CLASS) as pool,
    ):
        for source, output in (("mine = 6 * 7", ""), ("mine", "42\n")):
            outputs = pool.map(lambda pupil, source=source: pupil.run(source)["output"], pupils)
            assert set(outputs) == {output}
        assert [pupil.told for pupil in pupils] == [[]] * CLASS
        assert [pupil.lost for pupil in pupils] == [0] * CLASS


def test_endless_loops_of_twenty_refuse_nobody_else(tmp_path: Path) -> None:
    with (
        serving(tmp_path, "--cpu-seconds", "0.2") as served,
        students(served.address, LOOPS) as loopers,
        students(served.address, 4) as others,
        ThreadPoolExecutor(LOOPS + 4) as pool,
    ):
        loops = [pool.submit(looper.run, ENDLESS) for looper in loopers]
        for _ in range(5):
            assert {each["output"] for each in pool.map(lambda other: other.run("6 * 7"), others)} == {"42\n"}
        assert [other.told for other in others] == [[]] * 4
        assert {loop.result()["outcome"] for loop in loops} == {"interrupted"}
        assert {each["output"] for each in pool.map(lambda looper: looper.run("6 * 7"), loopers)} == {"42\n"}


def test_beyond_capacity_is_told_when_to_come_back(tmp_path: Path) -> None:
    with (
        serving(tmp_path, "--live-sandboxes", "2") as served,
        students(served.address, 3) as (first, second, third),
        ThreadPoolExecutor(2) as pool,
    ):
        assert [each.run("6 * 7")["output"] for each in (first, second)] == ["42\n", "42\n"]
        running = [pool.submit(each.run, "import time\nwhile True:\n    time.sleep(0.01)") for each in (first, second)]
        until(lambda: third.post("6 * 7", str(uuid4())) == (503, {"error": FULL}))
        assert first.interrupt()
        assert second.interrupt()
        assert [each.result()["outcome"] for each in running] == ["interrupted", "interrupted"]
        assert third.run("6 * 7")["output"] == "42\n"
