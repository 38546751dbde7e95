"""A visitor whose snippets run on two machines with one store: each has a supervisor of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.attempts.sending import console, output
from tests.conftest import LOW
from webapp.attempts import Attempts
from webapp.errors import BusyError
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.launch import Launched
from webapp.store.store import Store


@pytest.fixture(scope="module")
def another() -> Iterator[Launched]:
    with Launched(LOW) as launched:
        yield launched


@pytest.fixture
def elsewhere(store: Store, another: Launched, lessons: Path) -> Attempts:
    catalogue = Catalogue.load(lessons)
    return Attempts(store, another.sandboxes, lambda: catalogue, longest_snippet=16 * 1024)


def test_visitor_who_lands_elsewhere_finds_every_name(attempts: Attempts, elsewhere: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("n = 1"))
    assert output(elsewhere.run(visitor, "counting", console("n += 1\nn"))) == "2\n"
    assert output(attempts.run(visitor, "counting", console("n += 1\nn"))) == "3\n"
    assert output(elsewhere.run(visitor, "counting", console("n"))) == "3\n"


def test_snippets_at_the_same_time_on_two_machines_count_one_after_the_other(
    attempts: Attempts, elsewhere: Attempts, store: Store, visitor: str
) -> None:
    attempts.run(visitor, "counting", console("n = 0"))
    add = console("import time\ntime.sleep(0.3)\nn += 1\nn"), console("import time\ntime.sleep(0.3)\nn += 1\nn")

    def until_told(machine: Attempts, number: int) -> str:
        while True:
            try:
                return output(machine.run(visitor, "counting", add[number]))
            except BusyError:
                continue

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(until_told, (attempts, elsewhere), (0, 1))) == ["1\n", "2\n"]
    transcript = store.transcript(visitor, "counting")
    assert transcript
    assert [entry.observation.output for entry in store.entries(transcript.id)] == ["", "1\n", "2\n"]
    assert output(attempts.run(visitor, "counting", console("n"))) == "2\n"
