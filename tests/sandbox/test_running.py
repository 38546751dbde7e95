"""One snippet at a time: what comes back."""

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.observation import Event
from webapp.sandbox.launch import Launched


def test_values_echo_as_at_the_prompt(visitor: Visitor) -> None:
    seen = visitor.run("1 + 1\n'a'\nNone\nfor n in (1, 2):\n    n\nprint('p')\nx = 3\n_\n")
    assert seen.outcome == "ok"
    assert seen.output == "2\n'a'\n1\n2\np\n2\n"
    assert [event.kind for event in seen.events] == ["value", "value", "value", "value", "output", "value"]


def test_names_last_until_the_next_snippet(visitor: Visitor) -> None:
    visitor.run("x = 41")
    assert visitor.run("x + 1").output == "42\n"


def test_exception_shows_the_visitors_lines(visitor: Visitor) -> None:
    visitor.run("def half(n):\n    return 1 / n\n")
    seen = visitor.run("print('before')\nhalf(0)\n")
    assert seen.outcome == "error"
    assert seen.error is not None
    assert (seen.error.type, seen.error.message, seen.error.line) == ("ZeroDivisionError", "division by zero", 2)
    assert seen.output.startswith(
        'before\nTraceback (most recent call last):\n  File "<console>", line 2, in <module>\n'
    )
    assert "    half(0)\n" in seen.output
    assert "    return 1 / n\n" in seen.output


def test_library_frames_fold_away(keeper: Visitor) -> None:
    seen = keeper.run("engine.connect().execute(text('SELECT x FROM nowhere'))")
    assert "site-packages" not in seen.output
    assert "sqlite3.OperationalError) no such table: nowhere" in seen.output
    assert seen.output.count("Traceback") == 1
    assert seen.error is not None
    assert seen.error.code == "e3q8"
    assert "SQLAlchemyError" in seen.error.bases


def test_syntax_error_names_line_and_column(visitor: Visitor) -> None:
    seen = visitor.run("x = 1\ndef f(:\n    pass\n")
    assert seen.outcome == "refused"
    assert [(each.line, each.column, each.rule) for each in seen.violations] == [(2, 7, "syntax")]


def test_refused_name_is_told_with_its_place(visitor: Visitor) -> None:
    seen = visitor.run("x = 1\nprint(open('/etc/passwd'))\n")
    assert seen.outcome == "refused"
    assert [(each.line, each.column) for each in seen.violations] == [(2, 7)]
    assert "open" in seen.violations[0].message


def test_refused_snippet_does_nothing(visitor: Visitor) -> None:
    visitor.run("x = 1\nopen('f')\n")
    assert visitor.run("x").outcome == "error"


def test_future_import_holds_from_there_on(visitor: Visitor) -> None:
    visitor.run("from __future__ import annotations")
    seen = visitor.run("def f(x: not_a_name) -> nor_this:\n    return x\n\nf(1)\n")
    assert seen.output == "1\n"


ECHOING = """\
from sqlalchemy import create_engine, text
engine = create_engine("sqlite://", echo=True)
with engine.connect() as connection:
    connection.scalar(text("SELECT 'first'"))
"""


def test_engine_that_echoes_goes_on_echoing_in_later_snippets(visitor: Visitor) -> None:
    assert "SELECT 'first'" in visitor.run(ECHOING).output
    seen = visitor.run("with engine.connect() as c: c.scalar(text(\"SELECT 'second'\"))")
    assert seen.outcome == "ok"
    assert "INFO sqlalchemy.engine.Engine SELECT 'second'" in seen.output
    assert "first" not in seen.output


def test_engine_of_the_start_echoes_in_snippets(sandboxes: Launched) -> None:
    visitor = Visitor(sandboxes.sandboxes, Start(prelude=ECHOING))
    seen = visitor.run("connection = engine.connect()")
    assert (seen.outcome, seen.output) == ("ok", "")
    assert "SELECT 'second'" in visitor.run("connection.scalar(text(\"SELECT 'second'\"))").output


def test_what_an_engine_echoes_has_one_digest(sandboxes: Launched) -> None:
    assert len({Visitor(sandboxes.sandboxes).run(ECHOING).digest for _ in range(2)}) == 1


def test_warning_about_a_class_names_the_visitors_line(visitor: Visitor) -> None:
    seen = visitor.run(
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n"
        "class Base(DeclarativeBase): pass\n"
        "for name in ('a', 'b'):\n"
        "    class Twice(Base):\n"
        "        __tablename__ = name\n"
        "        id: Mapped[int] = mapped_column(primary_key=True)\n"
    )
    assert seen.output.startswith("<console 1>:4: SAWarning: This declarative base already contains a class")


def test_pasted_prompts_are_stripped(visitor: Visitor) -> None:
    seen = visitor.run(">>> x = 2\n>>> x\n2\n")
    assert (seen.source, seen.output) == ("x = 2\nx\n", "2\n")


def test_output_comes_as_it_is_printed(visitor: Visitor) -> None:
    came: list[Event] = []
    visitor.run("import time\nfor n in range(3):\n    print(n)\n    time.sleep(0.05)\n", watch=came.append)
    assert len(came) > 1
    assert "".join(event.text for event in came) == "0\n1\n2\n"


def test_output_beyond_the_cap_is_counted(visitor: Visitor) -> None:
    seen = visitor.run("print('x' * 70_000)")
    assert len(seen.output) == 64 * 1024
    assert seen.left_out == 70_001 - 64 * 1024


def test_spans_cover_their_text(visitor: Visitor) -> None:
    seen = visitor.run("{'a': [1, None]}")
    assert sum(length for _, length in seen.source_spans) == len(seen.source)
    (event,) = seen.events
    assert sum(length for _, length in event.spans) == len(event.text)


def test_statements_carry_line_parameters_and_marks(keeper: Visitor) -> None:
    seen = keeper.run(
        "with engine.begin() as connection:\n"
        "    connection.execute(text('INSERT INTO t VALUES (:x)'), [{'x': 2}, {'x': 3}])\n"
        "    connection.execute(text('SELECT x FROM t')).all()\n"
    )
    told = [(each.mark or each.text, each.line, each.many, each.rows) for each in seen.statements]
    assert told == [
        ("BEGIN", 1, 0, None),
        ("INSERT INTO t VALUES (?)", 2, 2, 2),
        ("SELECT x FROM t", 3, 0, None),
        ("COMMIT", 1, 0, None),
    ]
    assert seen.statements[1].parameters == "[(2,), (3,)]"


def test_insert_that_returns_rows_is_one_execution_each(keeper: Visitor) -> None:
    seen = keeper.run(
        "from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column\n"
        "class Base(DeclarativeBase):\n    pass\n"
        "class Row(Base):\n    __tablename__ = 'rows'\n    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "Base.metadata.create_all(engine)\n"
        "with Session(engine) as session:\n    session.add_all([Row(), Row()])\n    session.flush()\n"
    )
    inserts = [each for each in seen.statements if each.text.startswith("INSERT")]
    assert [(each.many, each.rows) for each in inserts] == [(0, None), (0, None)]


def test_statement_that_fails_is_recorded(keeper: Visitor) -> None:
    seen = keeper.run("connection = engine.connect()\nconnection.execute(text('SELECT y FROM t'))")
    assert [each.mark or each.text for each in seen.statements] == ["BEGIN", "SELECT y FROM t"]


def test_recorded_statements_are_bounded(keeper: Visitor) -> None:
    seen = keeper.run(
        "with engine.connect() as c:\n    for n in range(1100):\n        r = c.execute(text('SELECT 1'))\n"
    )
    assert len(seen.statements) == 1000
    assert seen.statements_left_out == 102


def test_tables_tell_what_is_committed(keeper: Visitor) -> None:
    seen = keeper.run(
        "connection = engine.connect()\n"
        "r = connection.execute(text('INSERT INTO t VALUES (2)'))\n"
        "connection.commit()\n"
        "r = connection.execute(text('UPDATE t SET x = 20 WHERE x = 2'))\n"
        "r = connection.execute(text('DELETE FROM t WHERE x = 1'))\n"
        "r = connection.execute(text('INSERT INTO t VALUES (3)'))\n"
    )
    (table,) = seen.tables
    assert (table.engine, table.name, table.columns, table.total) == ("engine", "t", ["x"], 2)
    assert sorted((row.mark, row.values) for row in table.rows) == [("changed", [20]), ("gone", [1]), ("inserted", [3])]
    assert {row.mark for row in keeper.run("connection.rollback()").tables[0].rows} == {"committed"}


def test_savepoints_are_recorded_once(keeper: Visitor) -> None:
    seen = keeper.run(
        "from sqlalchemy.orm import Session\n"
        "with Session(engine) as session:\n"
        "    with session.begin_nested():\n"
        "        inner = session.connection()\n"
        "    nested = session.begin_nested()\n"
        "    inner = session.connection()\n"
        "    nested.rollback()\n"
    )
    # Where no BEGIN was sent, the outermost savepoint is the transaction, and its RELEASE a COMMIT.
    marks = ["BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "BEGIN", "SAVEPOINT", "ROLLBACK TO", "ROLLBACK"]
    assert [each.mark for each in seen.statements] == marks
    assert seen.statements[1].text == "SAVEPOINT sa_savepoint_1"


def test_visitors_do_not_see_each_other(sandboxes: Launched, visitor: Visitor) -> None:
    visitor.run("mine = 1")
    assert Visitor(sandboxes.sandboxes).run("mine").outcome == "error"


def test_marks_are_told_once_they_happened_with_their_session(keeper: Visitor) -> None:
    seen = keeper.run(
        "from sqlalchemy.orm import Session\n"
        "session = Session(engine)\n"
        "r = session.execute(text('INSERT INTO t VALUES (2)'))\n"
        "with session.begin_nested():\n"
        "    r = session.execute(text('INSERT INTO t VALUES (3)'))\n"
        "r = session.execute(text('COMMIT'))\n"
        "session.close()\n"
    )
    told = [(each.mark, each.line, each.session, each.connection, each.nesting) for each in seen.statements]
    assert told == [
        ("BEGIN", 3, 1, 1, 0),
        (None, 3, 1, 1, 0),
        ("SAVEPOINT", 5, 1, 1, 0),  # sent when the connection is next used
        (None, 5, 1, 1, 1),
        ("RELEASE", 4, 1, 1, 1),
        ("COMMIT", 6, 1, 1, 0),
        ("ROLLBACK", 7, 1, 1, 0),
    ]


def test_commit_that_is_refused_is_told_as_failed(keeper: Visitor) -> None:
    keeper.run(
        "with engine.connect() as c:\n"
        "    r = c.execute(text('PRAGMA foreign_keys=ON'))\n"
        "    r = c.execute(text('CREATE TABLE p (x INTEGER PRIMARY KEY)'))\n"
        "    r = c.execute(text('CREATE TABLE k (x REFERENCES p DEFERRABLE INITIALLY DEFERRED)'))\n"
    )
    seen = keeper.run("c = engine.connect()\nr = c.execute(text('INSERT INTO k VALUES (9)'))\nc.commit()\n")
    assert seen.outcome == "error"
    assert [(each.mark, each.failed) for each in seen.statements] == [("BEGIN", False), (None, False), ("COMMIT", True)]
    assert [row.mark for row in seen.tables[0].rows] == ["inserted"]
