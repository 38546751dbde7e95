"""An interrupt is a latch: raised again until the snippet ends, and nobody's afterwards."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.conftest import LOW
from tests.sandbox.conftest import TABLE
from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

FOREVER = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r"
SWALLOWED = {
    "caught three times": (
        "for _ in range(3):\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n"
        "while True:\n    pass\n"
    ),
    "suppressed": (
        "from contextlib import suppress\nwith suppress(BaseException):\n    while True:\n        pass\n"
        "while True:\n    pass\n"
    ),
    "raised as another": (
        "try:\n    while True:\n        pass\n"
        "except BaseException as error:\n    raise ValueError('other') from error\n"
    ),
    "in a finally": "try:\n    while True:\n        pass\nfinally:\n    while True:\n        pass\n",
    "lost in __del__": (
        "class Long:\n    def __del__(self):\n        while True:\n            pass\n\n"
        "for _ in range(3):\n    x = Long()\n    x = None\n"
    ),
    "lost in a function that SQLite calls": (
        "def forever(x):\n    while True:\n        pass\n\nwith engine.connect() as connection:\n"
        "    connection.connection.dbapi_connection.create_function('forever', 1, forever)\n"
        "    connection.execute(text('SELECT forever(1)')).all()\n"
    ),
    "in a pattern that backtracks": "import re\nre.match('(a+)+$', 'a' * 40 + 'b')\n",
    "in a large power": "x = 9 ** 9 ** 9\n",
}


@pytest.fixture(scope="module")
def hasty() -> Iterator[Launched]:
    """A supervisor that interrupts soon. Without the policy, which refuses some of the ways to lose an exception."""
    with Launched(replace(LOW, cpu_seconds=0.2, grace_seconds=1.5), policy=False) as launched:
        yield launched


@pytest.fixture
def keeper(hasty: Launched) -> Visitor:
    return Visitor(hasty.sandboxes, Start(prelude=TABLE))


@pytest.mark.parametrize("source", SWALLOWED.values(), ids=SWALLOWED.keys())
def test_interrupt_comes_again_and_names_stay(keeper: Visitor, source: str) -> None:
    keeper.run("kept = 'still here'")
    seen = keeper.run(source)
    assert (seen.outcome, "so it was stopped" in seen.note) == ("interrupted", True)
    again = keeper.run("kept")
    assert (again.outcome, again.output) == ("ok", "'still here'\n")


def test_session_goes_on_after_its_query_was_interrupted(keeper: Visitor) -> None:
    keeper.run("from sqlalchemy.orm import Session\nsession = Session(engine)")
    keeper.run("x = session.execute(text('INSERT INTO t VALUES (2)'))")
    assert keeper.run(f"session.execute(text('{FOREVER}'))").outcome == "interrupted"
    assert keeper.run("session.rollback()\nsession.execute(text('SELECT x FROM t')).all()").output == "[(1,)]\n"
