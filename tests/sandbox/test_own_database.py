"""What a snippet gives its database, and what it finds out there: looking calls none of it, and is not misled."""

import sys

import pytest

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.observation import Probe
from webapp.sandbox.launch import Launched

ENGINE = """\
import math
from sqlalchemy import create_engine, event, text
engine = create_engine("sqlite://")
"""


@pytest.fixture
def dba(sandboxes: Launched) -> Visitor:
    return Visitor(sandboxes.sandboxes, Start(prelude=ENGINE))


FUNCTIONS = """\
go, asked = [], []
def f(x):
    asked.append(x)
    while go:
        pass
    return 1
@event.listens_for(engine, "connect")
def connect(driver, record):
    driver.create_function("f", 1, f, deterministic=True)
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE t (x, y AS (f(x)))"))
    connection.execute(text("CREATE VIEW v AS SELECT x, f(x) AS y FROM t"))
    connection.execute(text("INSERT INTO t (x) VALUES (5)"))
asked.clear()
go.append(1)
"""


def test_recorder_calls_no_function_that_a_snippet_gave_the_database(dba: Visitor) -> None:
    wanted = [Probe(kind="rows", of=f"SELECT {of}", open=True) for of in ("x FROM t", "y FROM t", "y FROM v")]
    seen = dba.run(FUNCTIONS, wanted)
    assert seen.outcome == "ok"
    assert [row.values for row in seen.tables[0].rows] == [[5, "(computed when it is read)"]]
    assert [each.error for each in seen.probes] == ["", "unsafe use of f()", "unsafe use of f()"]
    assert dba.run("asked").output == "[]\n"
    assert dba.run(
        "go.clear()\nwith engine.connect() as c: print(c.execute(text('SELECT y FROM v')).all())"
    ).output == ("[(1,)]\n")


@pytest.mark.parametrize(
    "call",
    [
        "create_function('Count', 0, f)",
        "create_function('abs', 1, math.floor)",
        "create_aggregate('upper', 1, f)",
        "create_collation('NoCase', f)",
    ],
)
def test_function_of_the_databases_own_cannot_be_replaced(dba: Visitor, call: str) -> None:
    driver = "f = print\n@event.listens_for(engine, 'connect')\ndef connect(driver, record): "
    seen = dba.run(f"{driver}driver.{call}\nwith engine.connect() as c: c.execute(text('SELECT 1'))\n")
    assert "give yours another" in seen.output


def test_temporary_table_hides_none_of_the_databases_own(dba: Visitor) -> None:
    seen = dba.run(
        "with engine.begin() as c:\n"
        "    for each in ('CREATE TABLE t (x)', 'CREATE TEMP TABLE t (y)', 'INSERT INTO temp.t VALUES (7)'):\n"
        "        c.exec_driver_sql(each)\n"
    )
    assert [(each.columns, each.rows) for each in seen.tables] == [(["x"], [])]


def test_text_that_is_no_text_is_told_all_the_same(dba: Visitor) -> None:
    seen = dba.run(
        "with engine.begin() as c: c.exec_driver_sql(\"CREATE TABLE t AS SELECT CAST(x'ff' AS TEXT) AS x\")\n",
        [Probe(kind="rows", of="SELECT x FROM t")],
    )
    assert seen.probes[0].rows is not None
    assert seen.probes[0].rows.rows == [["\ufffd"]]


@pytest.mark.parametrize("pragma", ["writable_schema = ON", "hard_heap_limit = 1", "soft_heap_limit = 1"])
def test_pragma_that_would_break_the_driver_is_refused(stranger: Visitor, pragma: str) -> None:
    seen = stranger.run(f"import sqlite3\nsqlite3.connect(':memory:').execute('PRAGMA {pragma}')\n")
    assert seen.error is not None
    assert seen.error.message == "not authorized"


def test_tables_beneath_a_virtual_one_cannot_be_written_where_python_can_forbid_it(dba: Visitor) -> None:
    seen = dba.run(
        "with engine.begin() as c:\n"
        "    r = c.exec_driver_sql('CREATE VIRTUAL TABLE t USING fts5(x)')\n"
        "    r = c.exec_driver_sql('DELETE FROM t_data')\n"
    )
    assert ("t_data may not be modified" in seen.output) == (sys.version_info >= (3, 12))
