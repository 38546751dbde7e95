"""What the tables tab is told, also of odd tables."""

import pytest

from tests.sandbox.visiting import Visitor
from webapp.observation import Probe

FILL = (
    "with engine.begin() as c:\n"
    "    r = c.execute(text('DELETE FROM t'))\n"
    "    r = c.execute(text('INSERT INTO t VALUES (:x)'), [{'x': n} for n in range(1, 601)])\n"
)


def test_rows_beyond_the_window_keep_their_marks(keeper: Visitor) -> None:
    keeper.run(FILL)
    (table,) = keeper.run("c = engine.connect()\nr = c.execute(text('DELETE FROM t WHERE x <= 10'))").tables
    assert table.total == 590
    assert {row.mark for row in table.rows} == {"committed"}
    (table,) = keeper.run("r = c.execute(text('DELETE FROM t WHERE x <= 595'))").tables
    marks = {mark: [row.values[0] for row in table.rows if row.mark == mark] for mark in ("committed", "gone")}
    assert marks["committed"] == [596, 597, 598, 599, 600]
    assert marks["gone"] == list(range(1, 496))


def test_text_that_is_no_utf8_hides_nothing(keeper: Visitor) -> None:
    seen = keeper.run("with engine.begin() as c:\n    r = c.execute(text(\"UPDATE t SET x = CAST(x'ff' AS TEXT)\"))\n")
    assert [row.values for row in seen.tables[0].rows] == [["\ufffd"]]


def test_column_called_rowid_is_a_column(keeper: Visitor) -> None:
    seen = keeper.run(
        "with engine.begin() as c:\n"
        "    r = c.execute(text('CREATE TABLE u (rowid TEXT, oid TEXT)'))\n"
        "    r = c.execute(text(\"INSERT INTO u VALUES ('same', 'a'), ('same', 'b')\"))\n"
    )
    assert [row.values for row in seen.tables[1].rows] == [["same", "a"], ["same", "b"]]


def test_table_without_rowid_is_told_apart_by_its_key(keeper: Visitor) -> None:
    keeper.run(
        "with engine.begin() as c:\n"
        "    r = c.execute(text('CREATE TABLE w (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID'))\n"
        "    r = c.execute(text(\"INSERT INTO w VALUES ('a', 1), ('b', 2)\"))\n"
    )
    seen = keeper.run("c = engine.connect()\nr = c.execute(text(\"UPDATE w SET v = 9 WHERE k = 'b'\"))")
    assert [(row.mark, row.values) for row in seen.tables[1].rows] == [("committed", ["a", 1]), ("changed", ["b", 9])]


def test_names_and_values_without_end_are_clipped(keeper: Visitor) -> None:
    seen = keeper.run(
        "with engine.begin() as c:\n"
        '    r = c.execute(text(f\'CREATE TABLE "{"n" * 3000}" ("{"c" * 3000}" TEXT)\'))\n'
        "    r = c.execute(text(f'INSERT INTO \"{\"n\" * 3000}\" VALUES (:v)'), {'v': 'x' * 100_000})\n"
    )
    assert seen.outcome == "ok"
    assert len(seen.tables[0].name) == 200
    assert len(str(seen.tables[0].rows[0].values[0])) < 1_100


def test_many_large_rows_still_make_an_observation(keeper: Visitor) -> None:
    seen = keeper.run(
        "with engine.begin() as c:\n"
        "    r = c.execute(text('INSERT INTO t VALUES (:x)'), [{'x': 'x' * 9000} for n in range(600)])\n"
    )
    assert (seen.outcome, seen.note) == ("ok", "")
    assert seen.tables[0].total == 601
    assert 0 < len(seen.tables[0].rows) < 500


def test_second_connection_of_an_engine_is_named_after_it(keeper: Visitor) -> None:
    seen = keeper.run(
        "from sqlalchemy.pool import QueuePool\n"
        "e = create_engine('sqlite://', poolclass=QueuePool)\n"
        "first, second = e.connect(), e.connect()\n"
        "for c in (first, second):\n"
        "    r = c.execute(text('CREATE TABLE q (x)'))\n"
    )
    assert [table.engine for table in seen.tables] == ["engine", "e", "e, connection 2"]


def test_engines_are_told_apart_by_their_names(keeper: Visitor) -> None:
    seen = keeper.run("other = create_engine('sqlite://')\nsame = engine\n")
    assert [(table.engine, table.name, table.total) for table in seen.tables] == [("engine", "t", 1), ("other", "", 0)]


def test_open_work_is_told_with_what_others_see(keeper: Visitor) -> None:
    (table,) = keeper.run("c = engine.connect()\nr = c.execute(text('UPDATE t SET x = 2'))").tables
    assert [(row.mark, row.values, row.others) for row in table.rows] == [("changed", [2], [1])]
    assert (table.total, table.others_total, table.connection, table.shared, table.dropped) == (1, 1, 1, True, False)
    (table,) = keeper.run("r = c.execute(text('DROP TABLE t'))").tables
    assert (table.total, table.others_total, table.dropped) == (0, 1, True)


def test_engine_that_no_name_points_to_is_told_last(keeper: Visitor) -> None:
    keeper.run("earlier = engine\nkept = [earlier]\nengine = create_engine('sqlite://')\ndel earlier\n")
    seen = keeper.run("engine.connect().execute(text('SELECT 1')).all()")
    assert [(table.engine, table.name) for table in seen.tables] == [
        ("engine", ""),
        ("(an engine that no name points to)", "t"),
    ]


@pytest.mark.parametrize(
    ("source", "name", "error"),
    [
        ("fresh = create_engine('sqlite://')", "fresh", "no such table: t"),
        ("alias = engine", "alias", ""),
        ("text_only = 'sqlite://'", "text_only", "text_only is not an engine, it is of type str"),
        ("1", "nowhere", "there is no engine named nowhere"),
    ],
    ids=["never connected", "second name", "no engine", "no name"],
)
def test_probe_finds_the_engine_it_names(keeper: Visitor, source: str, name: str, error: str) -> None:
    seen = keeper.run(source, [Probe(kind="rows", of="SELECT x FROM t", engine=name)])
    assert seen.probes[0].error == error
    assert error or (seen.probes[0].rows is not None and seen.probes[0].rows.rows == [[1]])
