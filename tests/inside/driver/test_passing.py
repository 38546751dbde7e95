"""The driver's classes that see what passes: they give a visitor nothing that the driver's own would not."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from webapp.inside.driver.passing import SeenConnection, SeenCursor, ledger_of
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.policy.metaclasses import StandIn, shown_type
from webapp.inside.policy.objects import read_refusal, write_refusal

CLOSED = (
    "set_authorizer set_progress_handler set_trace_callback setlimit serialize deserialize backup load_extension "
    "enable_load_extension blobopen"
).split()


@pytest.fixture
def guarded() -> Iterator[GuardedConnection]:
    with closing(GuardedConnection()) as connection:
        yield connection


class Own(sqlite3.Cursor):
    pass


@pytest.mark.parametrize("factory", [Own, lambda connection: sqlite3.Cursor(connection)], ids=["class", "function"])
def test_cursor_of_another_class_is_refused(
    guarded: GuardedConnection, factory: Callable[[sqlite3.Connection], sqlite3.Cursor]
) -> None:
    with pytest.raises(sqlite3.NotSupportedError):
        guarded.cursor(factory)
    with pytest.raises(sqlite3.NotSupportedError):
        guarded.cursor(factory=factory)


def test_every_way_to_a_cursor_gives_the_seen_one(guarded: GuardedConnection) -> None:
    made = [
        guarded.cursor(),
        guarded.cursor(sqlite3.Cursor),
        guarded.execute("CREATE TABLE t (x)"),
        guarded.executemany("INSERT INTO t VALUES (?)", [(1,)]),
        guarded.executescript("SELECT 1"),
        guarded.cursor().execute("SELECT 1"),
    ]
    assert {type(each) for each in made} == {SeenCursor}
    assert all(each.connection is guarded for each in made)


def test_cursor_of_an_unseen_connection_sends_nothing() -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        cursor = SeenCursor(plain)
        with pytest.raises(sqlite3.NotSupportedError):
            cursor.execute("SELECT 1")


@pytest.mark.parametrize("method", CLOSED)
def test_methods_that_take_guards_off_or_go_round_them_are_refused(guarded: GuardedConnection, method: str) -> None:
    with pytest.raises(sqlite3.NotSupportedError):
        getattr(guarded, method)(None)


def test_what_passed_is_not_kept_where_a_snippet_could_reach_it(guarded: GuardedConnection) -> None:
    guarded.execute("CREATE TABLE t (x)")
    assert set(vars(guarded)) == {"number"}
    assert not hasattr(guarded.cursor(), "__dict__") or vars(guarded.cursor()) == {}
    for seen, drivers in ((SeenConnection, sqlite3.Connection), (SeenCursor, sqlite3.Cursor)):
        own = {name for name in vars(seen) if not name.startswith("__")}
        assert own <= set(dir(drivers)) | {"autocommit"}


def test_review_keeps_the_classes_closed(guarded: GuardedConnection) -> None:
    cursor = guarded.cursor()
    assert read_refusal(cursor, "connection") is not None
    assert write_refusal(guarded, "commit") is not None
    assert type(shown_type(cursor)) is StandIn
    assert type(shown_type(guarded)) is StandIn


def test_row_factory_of_the_connection_reaches_its_cursors(guarded: GuardedConnection) -> None:
    guarded.row_factory = sqlite3.Row
    assert guarded.execute("SELECT 1 AS one").fetchone()["one"] == 1


def test_closed_connection_says_so_as_the_driver_does() -> None:
    connection = GuardedConnection()
    cursor = connection.cursor()
    connection.close()
    connection.close()
    for work in (cursor.execute, connection.execute, connection.executescript):
        with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
            work("SELECT 1")
    for end in (connection.commit, connection.rollback):
        with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
            end()


def test_reading_moves_nothing_and_writing_does(guarded: GuardedConnection) -> None:
    guarded.execute("CREATE TABLE t (x)")
    ledger = ledger_of(guarded)
    before = ledger.moves
    guarded.execute("SELECT x FROM t").fetchall()
    guarded.execute("PRAGMA table_info(t)").fetchall()
    guarded.commit()
    guarded.rollback()
    assert ledger.moves == before
    guarded.execute("INSERT INTO t VALUES (1)")
    inserted = ledger.moves
    guarded.rollback()
    assert before < inserted < ledger.moves


def test_savepoints_are_counted_as_sqlite_nests_them() -> None:
    with closing(SeenConnection(":memory:")) as connection:
        ledger = ledger_of(connection)
        for name in "abac":
            connection.execute(f"SAVEPOINT {name}")
        connection.execute("ROLLBACK TO A")
        assert ledger.savepoints == ["a", "b", "a"]
        connection.execute("RELEASE a")
        assert ledger.savepoints == ["a", "b"]
        connection.execute("RELEASE a")
        assert (ledger.savepoints, connection.in_transaction) == ([], False)
        connection.execute("SAVEPOINT d")
        connection.commit()
        assert ledger.savepoints == []


def test_savepoint_whose_release_is_refused_stays_open() -> None:
    with closing(SeenConnection(":memory:")) as connection:
        connection.executescript(
            "PRAGMA foreign_keys=ON; CREATE TABLE p (x PRIMARY KEY); "
            "CREATE TABLE k (x REFERENCES p DEFERRABLE INITIALLY DEFERRED)"
        )
        connection.execute("SAVEPOINT a")
        connection.execute("INSERT INTO k VALUES (9)")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("RELEASE a")
        assert (ledger_of(connection).savepoints, connection.in_transaction) == (["a"], True)


def test_rollback_while_rows_are_fetched_is_seen_at_the_next_statement() -> None:
    with closing(SeenConnection(":memory:")) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (1)")
        sqlite3.Connection.rollback(connection)  # by a way that the classes do not see
        commits = ledger_of(connection).commits
        connection.execute("SELECT 1")
        assert ledger_of(connection).commits > commits
