"""Tables as their own connection and as others see them, also of odd shapes."""

import sqlite3
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, Pool, QueuePool, SingletonThreadPool, StaticPool

from tests.inside.recorder.conftest import Recorder
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.recorder.tables.images import Images
from webapp.inside.recorder.tables.tables import MOST_TABLES, Databases, fitted
from webapp.observation import Table

PEOPLE = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)"
THREE = "INSERT INTO people VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Cy')"
Told = list[tuple[Any, ...]]


def filled(*statements: str, **options: Any) -> Engine:
    engine = create_engine("sqlite://", creator=GuardedConnection, **options)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
    return engine


def tables_of(engine: Engine) -> dict[str, Table]:
    """As the host reads them."""
    return {table["name"]: Table.model_validate(table) for table in Databases({"engine": engine}).tables()}


def rows(table: Table) -> Told:
    return [(row.mark, row.values, row.others) for row in table.rows]


def test_open_work_is_told_against_what_is_committed(recorder: Recorder) -> None:
    engine = filled(PEOPLE, THREE)
    with engine.connect() as connection:
        connection.execute(text("UPDATE people SET name = 'Bea' WHERE id = 2"))
        connection.execute(text("DELETE FROM people WHERE id = 3"))
        connection.execute(text("INSERT INTO people VALUES (4, 'Di'), (5, 'Ed')"))
        people = tables_of(engine)["people"]
        assert rows(people) == [
            ("committed", [1, "Ada"], None),
            ("changed", [2, "Bea"], [2, "Bo"]),
            ("inserted", [4, "Di"], None),
            ("inserted", [5, "Ed"], None),
            ("gone", [3, "Cy"], None),
        ]
        assert (people.total, people.others_total, people.dropped) == (4, 3, False)


def test_table_made_in_open_work_is_nobody_elses(recorder: Recorder) -> None:
    engine = filled(PEOPLE, THREE)
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO people VALUES (4, 'Di')"))  # so that the driver begins
        connection.execute(text("CREATE TABLE pets (name TEXT)"))
        connection.execute(text("INSERT INTO pets VALUES ('Rex')"))
        pets = tables_of(engine)["pets"]
        assert (rows(pets), pets.total, pets.others_total) == ([("inserted", ["Rex"], None)], 1, None)


def test_table_dropped_in_open_work_is_still_there_for_others(recorder: Recorder) -> None:
    engine = filled(PEOPLE, THREE)
    with engine.connect() as connection:
        connection.execute(text("DELETE FROM people WHERE id = 1"))
        connection.execute(text("DROP TABLE people"))
        people = tables_of(engine)["people"]
        assert [row.mark for row in people.rows] == ["gone"] * 3
        assert (people.dropped, people.total, people.others_total) == (True, 0, 3)
        connection.commit()
        assert tables_of(engine) == {}


def test_column_added_in_open_work_has_no_value_for_others(recorder: Recorder) -> None:
    engine = filled(PEOPLE, THREE)
    with engine.connect() as connection:
        connection.execute(text("DELETE FROM people WHERE id > 1"))
        connection.execute(text("ALTER TABLE people ADD COLUMN age INTEGER DEFAULT 7"))
        people = tables_of(engine)["people"]
        assert people.columns == ["id", "name", "age"]
        assert rows(people) == [
            ("changed", [1, "Ada", 7], [1, "Ada", None]),
            ("gone", [2, "Bo", None], None),
            ("gone", [3, "Cy", None], None),
        ]


def test_window_of_many_rows_tells_moved_ones_apart(recorder: Recorder) -> None:
    many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1200) "
    engine = filled(PEOPLE, f"INSERT INTO people {many}SELECT x, 'p' FROM n")
    with engine.connect() as connection:
        connection.execute(text("DELETE FROM people WHERE id <= 300"))
        people = tables_of(engine)["people"]
        assert [(row.mark, row.values[0]) for row in people.rows] == [("committed", n) for n in range(301, 801)]
        assert (people.total, people.others_total) == (900, 1200)
        connection.execute(text("UPDATE people SET name = 'q' WHERE id = 801"))
        connection.execute(text("DELETE FROM people WHERE id BETWEEN 302 AND 500"))
        marks = [row.mark for row in tables_of(engine)["people"].rows]
        assert (marks.count("changed"), marks.count("committed")) == (1, 499)


ODD = {
    "without rowid, two keys": (
        'CREATE TABLE odd ("a ""b" TEXT, c BLOB, v INTEGER, PRIMARY KEY ("a ""b", c)) WITHOUT ROWID',
        "INSERT INTO odd VALUES ('k', x'00ff', 1)",
        "UPDATE odd SET v = 2",
        ("changed", ["k", {"blob": "00ff"}, 2], ["k", {"blob": "00ff"}, 1]),
    ),
    "generated columns": (
        "CREATE TABLE odd (x INTEGER, y INTEGER AS (x * 2), z INTEGER AS (x * 3) STORED)",
        "INSERT INTO odd VALUES (1)",
        "UPDATE odd SET x = 5",
        ("changed", [5, 10, 15], [1, 2, 3]),
    ),
    "every name of the rowid taken": (
        "CREATE TABLE odd (rowid TEXT, _rowid_ TEXT, oid TEXT)",
        "INSERT INTO odd VALUES ('a', 'b', 'c')",
        "UPDATE odd SET oid = 'd'",
        ("changed", ["a", "b", "d"], ["a", "b", "c"]),
    ),
    "virtual table": (
        "CREATE VIRTUAL TABLE odd USING fts5 (words)",
        "INSERT INTO odd VALUES ('one two')",
        "UPDATE odd SET words = 'three'",
        ("changed", ["three"], ["one two"]),
    ),
}


@pytest.mark.parametrize(("made", "inserted", "updated", "row"), ODD.values(), ids=ODD.keys())
def test_odd_table_is_told_like_any_other(
    recorder: Recorder, made: str, inserted: str, updated: str, row: tuple[Any, ...]
) -> None:
    engine = filled(made, inserted, "CREATE VIEW seen AS SELECT 1 AS one")
    with engine.connect() as connection:
        connection.execute(text(updated))
        found = tables_of(engine)
        assert list(found) == ["odd"]  # neither the view nor what lies beneath a virtual table
        assert rows(found["odd"]) == [row]


@pytest.mark.parametrize(
    ("pool", "shared"),
    [(SingletonThreadPool, True), (StaticPool, True), (QueuePool, False), (NullPool, False)],
    ids=["SingletonThreadPool", "StaticPool", "QueuePool", "NullPool"],
)
def test_table_says_whether_sessions_share_its_connection(recorder: Recorder, pool: type[Pool], shared: bool) -> None:
    engine = create_engine("sqlite://", creator=GuardedConnection, poolclass=pool)
    with engine.connect() as connection:
        connection.exec_driver_sql(PEOPLE)
        people = tables_of(engine)["people"]
        driver: Any = connection.connection.driver_connection
        assert (people.shared, people.connection) == (shared, driver.number)


def test_two_sessions_on_one_connection_share_it(recorder: Recorder) -> None:
    engine = create_engine("sqlite://", creator=GuardedConnection, poolclass=QueuePool)
    with engine.connect() as connection, Session(connection) as first, Session(connection) as second:
        connection.exec_driver_sql(PEOPLE)
        first.execute(text(THREE))
        assert not tables_of(engine)["people"].shared
        second.execute(text("SELECT 1"))
        assert tables_of(engine)["people"].shared
        second.close()
        assert not tables_of(engine)["people"].shared


def test_image_lasts_until_something_is_committed(recorder: Recorder) -> None:
    images = Images()
    connection = GuardedConnection()
    connection.execute(PEOPLE)
    assert images.of(connection) is connection
    connection.execute(THREE)
    image = images.of(connection)
    assert image is not connection
    connection.execute("DELETE FROM people")
    assert images.of(connection) is image
    connection.commit()
    connection.execute(THREE)
    assert images.of(connection) is not image
    connection.rollback()
    assert images.of(connection) is connection
    with pytest.raises(sqlite3.ProgrammingError):
        image.execute("SELECT 1")  # closed, or each would keep a copy of the database alive
    connection.close()


def test_rows_that_an_unfinished_write_returns_are_not_committed_yet(recorder: Recorder) -> None:
    connection = GuardedConnection(isolation_level=None)
    connection.execute(PEOPLE)
    images = Images()
    cursor = connection.execute("INSERT INTO people VALUES (1, 'Ada'), (2, 'Bo') RETURNING id")
    (people,) = Databases({}, images).tables()
    assert (people["total"], people["others_total"]) == (2, 0)
    cursor.fetchall()
    (people,) = Databases({}, images).tables()
    assert (people["total"], people["others_total"]) == (2, 2)
    images.close()
    connection.close()


def strange_row(_cursor: object, _row: object) -> object:
    raise AssertionError("a visitor's row factory was asked")


def refuse(_value: object) -> object:
    raise AssertionError("a visitor's function was called")


def test_looking_changes_nothing_and_asks_nobody(recorder: Recorder, request: pytest.FixtureRequest) -> None:
    sqlite3.register_converter("strangetype", refuse)
    request.addfinalizer(lambda: sqlite3.converters.pop("STRANGETYPE"))
    connection = GuardedConnection(detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
    connection.execute('CREATE TABLE t (x STRANGETYPE, "y [strangetype]" TEXT)')
    connection.execute("INSERT INTO t VALUES (1, 'b')")
    connection.row_factory, connection.text_factory = strange_row, refuse
    sent: list[str] = []
    sqlite3.Connection.set_trace_callback(connection, sent.append)
    before = connection.in_transaction, connection.total_changes, connection.isolation_level
    recorder.statements.start("<console 1>", 100)
    (table,) = Databases({}).tables()
    assert [row["values"] for row in table["rows"]] == [[1, "b"]]
    assert (connection.in_transaction, connection.total_changes, connection.isolation_level) == before
    assert (connection.row_factory, connection.text_factory) == (strange_row, refuse)
    assert {each.split()[0] for each in sent} <= {"SELECT", "PRAGMA"}
    assert recorder.statements.kept == []
    connection.close()


class Liar:
    """An object that says of itself that it is an engine."""

    @property
    def __class__(self) -> Any:
        raise AssertionError("a visitor's property was asked")


def test_object_that_could_lie_about_its_class_is_not_asked(recorder: Recorder) -> None:
    assert Databases({"liar": Liar()}).tables() == []


def test_tables_of_all_engines_together_are_bounded(recorder: Recorder) -> None:
    engines = {name: filled(*(f"CREATE TABLE t{n} (x)" for n in range(30))) for name in ("one", "two")}
    assert len(Databases(engines).tables()) == MOST_TABLES


def test_rows_that_do_not_fit_are_left_out_with_what_others_see_of_them() -> None:
    row = {"values": ["x" * 10], "mark": "changed", "others": ["y" * 10]}
    tables = [{"name": "t", "rows": [row] * 3}, {"name": "u", "rows": [row]}]
    assert [len(table["rows"]) for table in fitted(tables, 40)[0]] == [2, 0]
    assert fitted(tables, 100)[1] == 20
