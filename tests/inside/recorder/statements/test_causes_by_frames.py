"""The walk over frames: whose line and whose call it finds, and that it disturbs nobody."""

from typing import Any

import pytest

from tests.inside.recorder.statements.causing import CREW, Recorded, recording
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.statements import causes


def lines(recorded: Recorded) -> list[int | None]:
    return [each.get("line") for each in recorded.statements.kept if "mark" not in each]


def test_the_line_is_the_one_that_runs_inside_a_function(recorded: Recorded) -> None:
    recorded.run("def names():\n    for log in session.scalars(select(Log)):\n        yield log\n\n\nlist(names())")
    assert lines(recorded) == [2]


def test_a_function_of_an_earlier_snippet_counts_for_the_line_that_calls_it(recorded: Recorded) -> None:
    recorded.run("x = 1\nkept()", "def kept():\n\n\n    session.execute(text('SELECT 1'))")
    assert lines(recorded) == [2]
    assert recorded.told() == ["SELECT 1: written by Session.execute"]


def test_the_end_of_a_block_has_the_blocks_line(recorded: Recorded) -> None:
    recorded.run("x = 1\nwith session.begin():\n    session.add(Log())\n    x = 2")
    assert lines(recorded) == [2]


def test_a_listener_has_its_own_line_and_cause(recorded: Recorded) -> None:
    recorded.run(
        "@event.listens_for(session, 'before_flush')\n"
        "def look(session, *_):\n"
        "    session.execute(text('SELECT 1'))\n"
        "log = Log()\n"
        "session.add(log)\n"
        "session.commit()"
    )
    assert recorded.told() == [
        "SELECT 1: written by Session.execute",
        "INSERT log: commit by Session.commit (log)",
    ]
    assert lines(recorded) == [3, 6]


def test_a_listener_of_an_earlier_snippet_does_not_hide_who_called(recorded: Recorded) -> None:
    before = "@event.listens_for(session, 'before_flush')\ndef look(*_): session.execute(text('SELECT 1'))"
    recorded.run("session.add(Log())\nsession.commit()", before)
    assert recorded.told()[0] == "SELECT 1: written by Session.execute"
    assert lines(recorded) == [2, 2]


def test_a_listener_that_sends_a_statement_on_is_not_its_cause(recorded: Recorded) -> None:
    before = f"{CREW}\n@event.listens_for(session, 'do_orm_execute')\ndef on(state): return state.invoke_statement()"
    recorded.run("crew.members\nsession.scalars(select(Log)).all()", before)
    assert recorded.told() == [
        "SELECT member: lazy load Crew.members of crew",
        "SELECT log: written by Session.scalars",
    ]


def test_a_subclass_of_session_is_one(recorded: Recorded) -> None:
    recorded.run(
        "class Mine(Session):\n"
        "    def commit(self):\n"
        "        super().commit()\n"
        "log = Log()\n"
        "mine = Mine(engine)\n"
        "mine.add(log)\n"
        "mine.commit()"
    )
    assert recorded.told() == ["INSERT log: commit by Session.commit (log)"]
    assert lines(recorded) == [3]


def test_a_visitors_functions_of_the_same_names_are_none_of_sqlalchemys(recorded: Recorded) -> None:
    recorded.run(
        "class Session:\n"
        "    def _flush(self): return self._autoflush()\n"
        "    def _autoflush(self): return self.refresh()\n"
        "    def refresh(self): return _emit_lazyload()\n"
        "def _emit_lazyload(): return __get__()\n"
        "def __get__(): return cache()\n"
        "def cache(): return _load_expired()\n"
        "def _load_expired():\n"
        "    self = state = None\n"
        "    return session.execute(text('SELECT 1'))\n"
        "Session()._flush()"
    )
    assert recorded.told() == ["SELECT 1: written by Session.execute"]
    assert lines(recorded) == [10]


def test_each_statement_has_its_session_and_connection(recorded: Recorded) -> None:
    recorded.run("other = Session(engine)\nsession.get(Crew, 1)\nother.get(Crew, 1).members\nother.close()")
    kept = [each for each in recorded.statements.kept if "mark" not in each]
    session, other = (recorded.numbers.of_session(recorded.names[name]) for name in ("session", "other"))
    assert [each["session"] for each in kept] == [session, other, other]
    with recorded.names["engine"].connect() as connection:
        assert {each["connection"] for each in kept} == {connection.connection.dbapi_connection.number}


def test_savepoints_that_are_open_are_counted(recorded: Recorded) -> None:
    recorded.run(
        "def look(): session.execute(text('SELECT 1'))\n"
        "look()\n"
        "with session.begin_nested():\n"
        "    look()\n"
        "    with session.begin_nested():\n"
        "        look()\n"
        "look()"
    )
    assert [each.get("nesting", 0) for each in recorded.statements.kept if "mark" not in each] == [0, 1, 2, 0]


def test_each_thing_kept_is_heard_with_its_line(recorded: Recorded) -> None:
    heard: list[int | None] = []
    recorded.statements.heard = lambda line: heard.append(line) or len(heard)
    recorded.run("session.execute(text('SELECT 1'))\nsession.scalars(select(Log)).all()")
    assert heard == [each["line"] for each in recorded.statements.kept]
    assert [each["step"] for each in recorded.statements.kept] == [*range(1, len(heard) + 1)]
    assert {1, 2} == set(heard)


def test_an_object_is_not_asked_anything(recorded: Recorded) -> None:
    recorded.run(
        "session.add(loud)\nsession.flush()\nsession.expire(loud)\nloud.id",
        "class Loud(Log):\n"
        "    def __eq__(self, other): raise RuntimeError\n"
        "    def __hash__(self): raise RuntimeError\n"
        "    def __repr__(self): raise RuntimeError\n"
        "    def __bool__(self): raise RuntimeError\n"
        "loud = Loud()",
    )
    number = recorded.numbers.of_object(recorded.names["inspect"](recorded.names["loud"]))
    causes = [each["cause"] for each in recorded.statements.kept if "mark" not in each]
    assert causes[0]["objects"] == [number]
    assert (causes[1]["type"], causes[1]["attribute"], causes[1]["object"]) == ("Loud", "id", number)


def test_a_walk_that_fails_leaves_the_snippet_alone(recorded: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> int:
        raise RuntimeError("no number")

    monkeypatch.setattr(Numbers, "of_session", fails)
    recorded.run("x = session.get(Crew, 1).name")
    assert recorded.names["x"] == "first"
    assert recorded.told() == ["SELECT crew: nothing"]
    assert lines(recorded) == [1]


def test_a_reader_that_fails_leaves_the_kind(recorded: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError("state")

    known = {key: each._replace(read=fails) if each.read else each for key, each in causes.KNOWN.items()}
    monkeypatch.setattr(causes, "KNOWN", known)
    recorded.run("crew.members", CREW)
    assert recorded.told() == ["SELECT member: lazy load"]


def test_a_recorder_without_room_leaves_the_statement_room(recorded: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(causes.Causes, "find", too_deep)
    recorded.run("x = session.get(Crew, 1).name\nsession.commit()")
    assert recorded.names["x"] == "first"
    assert recorded.statements.kept == []


def test_a_statement_within_another_is_told_apart(recorded: Recorded) -> None:
    recorded.run(
        "session.execute(text('SELECT inner_one()'))",
        "other = create_engine('sqlite://')\n"
        "def inner_one():\n"
        "    with other.connect() as connection: return connection.scalar(text('SELECT 5'))\n"
        "session.connection().connection.create_function('inner_one', 0, inner_one)",
    )
    kept = [each for each in recorded.statements.kept if "mark" not in each]
    assert [each["text"] for each in kept] == ["SELECT inner_one()", "SELECT 5"]
    assert [each.get("failed", False) for each in kept] == [False, False]
    assert kept[0]["seconds"] >= kept[1]["seconds"]
    recorded.names["other"].dispose()


class Telling(GuardedConnection):
    """Tells of what ends a transaction in the driver, where nothing of SQLAlchemy's may be running."""

    statements: Any = None

    def commit(self) -> None:
        if self.statements is not None and self.in_transaction:
            self.statements.mark("COMMIT", "COMMIT", self)
        super().commit()

    def rollback(self) -> None:
        if self.statements is not None and self.in_transaction:
            self.statements.mark("ROLLBACK", "ROLLBACK", self)
        super().rollback()


MARKS = [
    pytest.param("session.commit()", "written by Session.commit", id="commit"),
    pytest.param("session.rollback()", "written by Session.rollback", id="rollback"),
    pytest.param("session.close()", "close by Session.close", id="close"),
    pytest.param("with session: pass", "close by Session.__exit__", id="block of the session"),
    pytest.param("session.get_transaction().commit()", "written by SessionTransaction.commit", id="transaction"),
    pytest.param("session.connection().rollback()", "written by Connection.rollback", id="connection"),
    pytest.param("session.connection().get_transaction().close()", "close by RootTransaction.close", id="closed"),
    pytest.param("session.connection().connection.commit()", "driver by Connection.commit", id="driver"),
    pytest.param(
        "session.connection().connection.dbapi_connection.rollback()", "driver by Connection.rollback", id="its"
    ),
    pytest.param(
        "session.add(Log(id=1))\nsession.execute(text('SELECT 1'))", "autoflush by Session.execute", id="failed"
    ),
]


@pytest.mark.parametrize(("snippet", "cause"), MARKS)
def test_a_mark_of_the_drivers_has_its_cause(snippet: str, cause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with recording(Telling) as recorded:
        monkeypatch.setattr(Telling, "statements", recorded.statements)
        try:
            recorded.run(snippet, "session.execute(insert(Log))")
        except recorded.names["exc"].sa_exc.IntegrityError:
            assert "Log(id=1)" in snippet
        told = [recorded.cause(each) for each in recorded.statements.kept if each.get("mark") in ("COMMIT", "ROLLBACK")]
        assert told
        assert {each.removesuffix(" (one)") for each in told} == {cause}
