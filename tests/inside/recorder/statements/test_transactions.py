"""Who sends a statement or mark, and where marks stand among the statements."""

from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from tests.inside.recorder.conftest import Recorder
from webapp.inside.driver.sqlite import GuardedConnection

INSERT = text("INSERT INTO t VALUES (1)")


@pytest.fixture
def engine(recorder: Recorder) -> Any:
    engine = create_engine("sqlite://", creator=GuardedConnection, poolclass=QueuePool)
    yield engine
    engine.dispose()


def start(recorder: Recorder) -> list[dict[str, Any]]:
    recorder.statements.start("<console 1>", 100)
    return recorder.statements.kept


def driver_of(session: Session) -> Any:
    return session.connection().connection.driver_connection


def test_statements_and_marks_carry_session_connection_and_nesting(recorder: Recorder, engine: Any) -> None:
    kept = start(recorder)
    with Session(engine) as first, Session(engine) as second:
        numbers = [recorder.numbers.of_session(each) for each in (first, second)]
        drivers = [driver_of(each).number for each in (first, second)]
        first.execute(text("CREATE TABLE t (x)"))
        first.execute(INSERT)
        with first.begin_nested():
            first.execute(INSERT)
            second.execute(text("SELECT 1"))
            with first.begin_nested() as inner:
                first.execute(INSERT)
                inner.rollback()
        first.commit()
    told = [
        (each["text"].split()[0], each.get("session"), each.get("connection"), each.get("nesting", 0)) for each in kept
    ]
    one, two = zip(numbers, drivers, strict=True)
    begun, told = told[:2], told[2:]
    assert {each[1:3] for each in begun} == {one, two}
    assert told == [
        ("CREATE", *one, 0),
        ("COMMIT", *one, 0),  # on its own, as the driver has begun nothing yet
        ("INSERT", *one, 0),
        ("SAVEPOINT", *one, 0),
        ("INSERT", *one, 1),
        ("SELECT", *two, 0),
        ("SAVEPOINT", *one, 1),
        ("INSERT", *one, 2),
        ("ROLLBACK", *one, 2),
        ("RELEASE", *one, 2),
        ("COMMIT", *one, 0),
        ("ROLLBACK", *two, 0),
    ]
    assert [each["mark"] for each in kept if "mark" in each][-4:] == ["ROLLBACK TO", "RELEASE", "COMMIT", "ROLLBACK"]


def test_begin_of_the_driver_stands_ahead_of_the_statement_that_made_it(recorder: Recorder, engine: Any) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        kept = start(recorder)
        connection.execute(INSERT)
        connection.exec_driver_sql("COMMIT")
        connection.execute(INSERT)
        texts = [each["text"] for each in kept]
        assert texts == ["INSERT INTO t VALUES (1)", "COMMIT", "BEGIN (by the driver)", "INSERT INTO t VALUES (1)"]
        assert [each["mark"] for each in kept if "mark" in each] == ["COMMIT", "BEGIN"]


def test_listener_that_stops_a_commit_leaves_no_mark(recorder: Recorder, engine: Any) -> None:
    def stop(_connection: object) -> None:
        raise ZeroDivisionError

    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        event.listen(engine, "commit", stop)
        kept = start(recorder)
        with pytest.raises(ZeroDivisionError):
            connection.commit()
        event.remove(engine, "commit", stop)
        driver: Any = connection.connection.driver_connection
        driver.rollback()  # where nothing is open
        assert kept == []


def test_connection_used_after_its_session_belongs_to_no_session(recorder: Recorder, engine: Any) -> None:
    with engine.connect() as connection:
        with Session(connection) as session:
            session.execute(text("SELECT 1"))
        kept = start(recorder)
        connection.execute(text("SELECT 2"))
        assert [("session" in each, each["text"]) for each in kept] == [
            (False, "BEGIN (implicit)"),
            (False, "SELECT 2"),
        ]


def test_begin_sent_in_a_transaction_of_an_earlier_snippet_is_told(recorder: Recorder, engine: Any) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        kept = start(recorder)
        connection.exec_driver_sql("BEGIN")
        assert [(each["mark"], each["text"]) for each in kept] == [("BEGIN", "BEGIN")]


def test_nothing_is_kept_between_snippets(recorder: Recorder, engine: Any) -> None:
    kept = start(recorder)
    recorder.statements.stop()
    with Session(engine) as session:
        session.execute(text("CREATE TABLE t (x)"))
        session.execute(INSERT)
        session.commit()
    assert kept == []
