from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakSet

import pytest

from tests.inside.recorder.statements.causing import Recorded, listening, recording
from webapp.inside.driver import sqlite
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.statements.transactions import Transactions


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    with recording() as found:
        yield found


@dataclass(frozen=True)
class Recorder:
    """The recorder as the zygote installs it, in the test's own process."""

    numbers: Numbers
    statements: Statements
    transactions: Transactions


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    """Listens until the test ends, to connections that are made in it."""
    monkeypatch.setattr(sqlite, "connections", WeakSet())  # those of other tests may still be alive
    numbers = Numbers()
    with listening(numbers) as (statements, transactions):
        yield Recorder(numbers, statements, transactions)
    for connection in list(sqlite.connections):
        connection.close()
