"""The database server goes away under a server that has students, and comes back."""

from collections.abc import Iterator

import pytest

from tests.cli.serving import Served, serving
from tests.postgres import Postgres, postgres
from tests.resilience.students import Student
from webapp.store.store import Store

WHILE_AWAY = "6f1d3f1e-8b7c-4f0e-9d43-52f0b6a9f001"
DOWN = "The database does not answer, so nothing was kept. Try again in a moment."


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    """A server of these tests' own: others' must not restart."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="module")
def served(database: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    url = database.database()
    store = Store(url)
    store.upgrade()
    store.close()
    with serving(tmp_path_factory.mktemp("home"), environ={"DATABASE_URL": url}) as served:
        yield served


def test_store_reads_and_writes_again_after_a_restart_of_the_server(database: Postgres) -> None:
    store = Store(database.database())
    store.upgrade()
    visitor = store.add_visitor()
    database.stop()
    database.start()
    assert store.knows(visitor)
    database.stop(at_once=True)
    database.start()
    assert store.add_visitor()
    assert store.knows(visitor)
    store.close()


def test_student_is_told_that_the_database_is_away_and_goes_on_once_it_is_back(
    served: Served, database: Postgres
) -> None:
    student = Student(served.address)
    student.run("n = 20")
    database.stop(at_once=True)
    try:
        status, answer = student.post("n + 1", WHILE_AWAY)
    finally:
        database.start()
    assert status == 503
    assert answer["error"] == {"name": "store", "message": DOWN, "retry_after": answer["error"]["retry_after"]}
    assert answer["error"]["retry_after"] > 0
    assert student.run("n + 1", WHILE_AWAY)["output"] == "21\n"
    assert student.run("n + 2")["output"] == "22\n"
    student.hang_up()
