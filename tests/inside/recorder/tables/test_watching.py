"""Which tables a line changed, and what stood there before."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from tests.inside.recorder.conftest import Recorder
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.recorder.tables.watching import MOST_CHARACTERS, TableWatch
from webapp.observation import Table

START = ("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)", "CREATE TABLE pets (name TEXT)")


@pytest.fixture
def engine(recorder: Recorder) -> Engine:
    engine = create_engine("sqlite://", creator=GuardedConnection)
    with engine.begin() as connection:
        for statement in START:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO people VALUES (1, 'Ada')")
    return engine


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def watch(recorder: Recorder, engine: Engine) -> Iterator[TableWatch]:
    """In a sandbox that has run a start, before the first snippet."""
    watch = TableWatch()
    recorder.transactions.moving = watch.moving
    watch.begin({"engine": engine})
    yield watch
    watch.finish()


def told(tables: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, list[Any]]]]]:
    checked = [Table.model_validate(table) for table in tables]
    return [(table.name, [(row.mark, row.values) for row in table.rows]) for table in checked]


def send(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


def test_look_gives_the_tables_that_changed_alone(connection: Connection, watch: TableWatch) -> None:
    send(connection, "INSERT INTO people VALUES (2, 'Bo')")
    assert watch.changed()
    assert told(watch.look()) == [("people", [("committed", [1, "Ada"]), ("inserted", [2, "Bo"])])]
    assert not watch.changed()
    connection.commit()
    assert told(watch.look()) == [("people", [("committed", [1, "Ada"]), ("committed", [2, "Bo"])])]
    send(connection, "SELECT 1")
    assert not watch.changed()


def test_before_is_what_stood_there_before_the_first_change(connection: Connection, watch: TableWatch) -> None:
    send(connection, "UPDATE people SET name = 'Bo'")
    watch.look()
    send(connection, "UPDATE people SET name = 'Cy'")
    watch.look()
    assert told(watch.before()) == [("people", [("committed", [1, "Ada"])])]


def test_next_snippet_starts_from_where_the_last_one_left_the_tables(
    engine: Engine, connection: Connection, watch: TableWatch
) -> None:
    send(connection, "UPDATE people SET name = 'Bo'")
    assert [table["name"] for table in watch.finish()] == ["people", "pets"]
    watch.begin({"engine": engine})
    connection.commit()
    assert told(watch.look()) == [("people", [("committed", [1, "Bo"])])]
    assert told(watch.before()) == [("people", [("changed", [1, "Bo"])])]


def test_what_happens_between_snippets_is_not_the_next_ones(
    engine: Engine, connection: Connection, watch: TableWatch
) -> None:
    watch.finish()
    send(connection, "DELETE FROM people")
    watch.begin({"engine": engine})
    send(connection, "INSERT INTO pets VALUES ('Rex')")
    assert told(watch.look()) == [("pets", [("inserted", ["Rex"])])]
    assert told(watch.before()) == [("pets", [])]


def test_statement_that_changes_nothing_gives_no_table(connection: Connection, watch: TableWatch) -> None:
    send(connection, "DELETE FROM pets")
    assert watch.changed()
    assert watch.look() == []


def test_table_that_is_made_and_dropped_again_is_told_twice(connection: Connection, watch: TableWatch) -> None:
    send(connection, "CREATE TABLE briefly (x)")
    assert told(watch.look()) == [("briefly", [])]
    send(connection, "DROP TABLE briefly")
    (table,) = watch.look()
    assert (table["name"], table["dropped"], table["others_total"]) == ("briefly", True, None)
    assert watch.before() == []


def test_tables_of_a_connection_that_is_closed_are_nobodys(engine: Engine, watch: TableWatch) -> None:
    with engine.connect() as connection:
        send(connection, "INSERT INTO pets VALUES ('Rex')")
        watch.look()
    watch.look()
    engine.dispose()
    assert watch.changed()
    assert [(table["name"], table["dropped"]) for table in watch.look()] == [("people", True), ("pets", True)]


def test_connection_closed_by_the_driver_is_noticed(engine: Engine, watch: TableWatch) -> None:
    driver: Any = engine.raw_connection().driver_connection
    assert watch.look() == []
    driver.close()
    assert watch.changed()
    assert [table["name"] for table in watch.look()] == ["people", "pets"]


def test_look_calls_no_function_of_the_snippets(recorder: Recorder, connection: Connection, watch: TableWatch) -> None:
    driver: Any = connection.connection.driver_connection
    asked: list[bool] = []
    driver.create_function("f", 1, lambda x: asked.append(watch.changed()) or x, deterministic=True)
    send(connection, "CREATE TABLE g (x, y AS (f(x)))")
    send(connection, "INSERT INTO g (x) VALUES (1)")
    asked.clear()
    assert told(watch.look()) == [("g", [("inserted", [1, "(computed when it is read)"])])]
    assert asked == []
    assert connection.exec_driver_sql("SELECT y FROM g").all() == [(1,)]


def test_rows_beyond_the_budget_are_left_out_of_looks(connection: Connection, watch: TableWatch) -> None:
    given = []
    for number in range(2, 200):
        send(connection, f"INSERT INTO people VALUES ({number}, '{'x' * 900}')")
        given += watch.look() if watch.changed() else []
    kept = sum(len(str(value)) for table in given for row in table["rows"] for value in row["values"])
    assert MOST_CHARACTERS * 0.9 < kept <= MOST_CHARACTERS
    assert given[-1]["total"] > len(given[-1]["rows"]) == 0
    assert len(watch.finish()[0]["rows"]) == 199


def test_looks_end_where_too_many_rows_were_read(engine: Engine, connection: Connection, watch: TableWatch) -> None:
    many = "WITH RECURSIVE n(x) AS (SELECT 2 UNION ALL SELECT x + 1 FROM n WHERE x < 500) "
    send(connection, f"INSERT INTO people {many}SELECT x, '' FROM n")
    looks = 0
    for _ in range(100):
        send(connection, "UPDATE people SET name = name || 'x' WHERE id = 500")
        looks += 1 if watch.changed() and watch.look() else 0
    assert looks < 50
    assert watch.left_out
    watch.finish()
    watch.begin({"engine": engine})
    send(connection, "DELETE FROM people")
    assert watch.changed()


def test_large_database_is_looked_at_in_the_end_alone(connection: Connection, watch: TableWatch) -> None:
    send(connection, "INSERT INTO pets VALUES (zeroblob(3000000))")
    assert watch.look() == []
    assert watch.left_out
    assert not watch.changed()
    assert [table["total"] for table in watch.finish()] == [1, 1]


def test_looking_sends_nothing_that_is_recorded(recorder: Recorder, connection: Connection, watch: TableWatch) -> None:
    recorder.statements.start("<console 1>", 100)
    send(connection, "INSERT INTO pets VALUES ('Rex')")
    watch.look()
    assert [each["text"] for each in recorder.statements.kept] == [
        "BEGIN (implicit)",
        "INSERT INTO pets VALUES ('Rex')",
    ]
