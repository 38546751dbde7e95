"""What a supervisor tells of itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched


@pytest.fixture(scope="module")
def few() -> Iterator[Launched]:
    """A supervisor with room for two."""
    with Launched(replace(LOW, live=2, cpu_seconds=0.2, grace_seconds=0.2)) as launched:
        yield launched


DEAF = """\
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""


def test_what_was_stopped_killed_and_evicted_is_counted_by_cause(few: Launched) -> None:
    status = few.sandboxes.status()
    assert (status["live"], status["running"], status["waiting"], status["room"]) == (0, 0, 0, 2)
    assert (status["interrupted"], status["killed"], status["evicted"]) == ({}, {}, {})
    assert Visitor(few.sandboxes).run("while True: pass").outcome == "interrupted"
    assert Visitor(few.sandboxes).run(DEAF).outcome == "killed"
    for _ in range(3):
        Visitor(few.sandboxes).run("1 + 1")
    status = few.sandboxes.status()
    assert status["live"] == 2
    # On a busy machine it may be time, and not processor time, that ended them.
    for kind in ("interrupted", "killed"):
        assert sum(status[kind].values()) == 1
        assert set(status[kind]) <= {"cpu", "wall", "shifts"}
    assert status["evicted"]["place"] >= 2
