"""Two whole servers with one PostgreSQL behind nginx, as the guide has it."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.cli.serving import Served, serving
from tests.nginx import balanced
from tests.postgres import Postgres
from tests.resilience.load import Load
from tests.resilience.students import Student
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store

KEY = "0123456789abcdef" * 4


class Pair:
    """Both servers, and the address of what stands before them."""

    def __init__(self, up: ExitStack, database: Postgres, homes: pytest.TempPathFactory) -> None:
        url = database.database()
        store = Store(url)
        store.upgrade()
        store.close()
        environ = {"DATABASE_URL": url, "SAVEPOINT_SECRET_KEY": KEY}
        self.servers: list[Served] = [
            up.enter_context(serving(homes.mktemp("home"), environ=environ)) for _ in range(2)
        ]
        self.address = up.enter_context(balanced([urlsplit(each.address).port or 0 for each in self.servers]))


@pytest.fixture(scope="module")
def pair(postgres_server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with ExitStack() as up:
        yield Pair(up, postgres_server, tmp_path_factory)


def live(server: Served) -> int:
    """The sandboxes that live there."""
    (path,) = server.scratch.glob("savepoint-*/supervisor")
    sandboxes = LocalSandboxes(path)
    try:
        return int(sandboxes.status()["live"])
    finally:
        sandboxes.close()


def test_visitors_are_spread_and_each_stays_on_a_machine(pair: Pair) -> None:
    students = [Student(pair.address) for _ in range(12)]
    for student in students:
        student.run("n = 0")  # without a cookie: anywhere
        assert student.run("n += 1\nn")["output"] == "1\n"  # with one: on the machine that is theirs from now on
    spread = [live(server) for server in pair.servers]
    assert all(spread)
    for times in (2, 3):
        for student in students:
            assert student.run("n += 1\nn")["output"] == f"{times}\n"
    assert [live(server) for server in pair.servers] == spread
    for student in students:
        student.hang_up()


def test_server_that_ends_loses_nothing_and_its_visitors_go_on_at_the_other(pair: Pair) -> None:
    load = Load(pair.address)

    def stop() -> None:
        pair.servers[0].process.send_signal(signal.SIGTERM)
        pair.servers[0].process.wait(30)

    load.go_through(stop)
