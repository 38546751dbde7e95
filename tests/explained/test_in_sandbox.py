"""Causes and places as a real run records them."""

from tests.sandbox.visiting import Visitor
from webapp import explained
from webapp.explained import Explanation
from webapp.observation import Observation


def sentences(seen: Observation, *, marks: bool) -> list[str]:
    told = zip(seen.statements, explained.causes(seen), strict=True)
    return [words.sentence for each, words in told if words is not None and (each.mark is not None) == marks]


def explanation(seen: Observation) -> Explanation:
    found = explained.error(seen)
    assert found is not None, seen
    return found


def test_causes_are_told_as_they_came(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "session = Session(engine)\n"
        "annie = session.get(Astronaut, 1)\n"
        "annie.missions\n"
        "zoe = Astronaut(name='Zoe')\n"
        "session.add(zoe)\n"
        "found = session.execute(select(Mission)).all()\n"
        "session.commit()\n"
        "annie.name\n"
        "annie.bio\n"
        "session.refresh(zoe)\n"
    )
    assert sentences(seen, marks=False) == [
        "`session.get` looked for an `Astronaut` by its primary key.",
        "Lazy load of `annie.missions`, which had not been loaded.",
        "Autoflush: `session.execute` sent the pending `zoe` first, so that its own query sees the change.",
        "Written in this line: `session.execute` sent it.",
        "`annie.name` had expired at the COMMIT of line 7, so it was read again.",
        "`annie.bio` is deferred: its column was left out until it was read.",
        "`session.refresh` read `zoe` again.",
    ]


def test_marks_are_told_as_they_came(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "with Session(engine) as session:\n"
        "    annie = session.get(Astronaut, 1)\n"
        "    with session.begin_nested():\n"
        "        annie.name = 'Anna'\n"
        "with engine.begin() as connection:\n"
        "    found = connection.execute(text('SELECT 1'))\n"
    )
    assert sentences(seen, marks=True) == [
        "A transaction began, because `session.get` needed one.",
        "The savepoint was set only now: the end of the `with` block sent the first statement in it.",
        "The savepoint was released: its changes belong to the transaction around it, by the end of the `with` block.",
        "No BEGIN had been sent, so releasing the outermost savepoint committed everything.",
        "What nobody had committed was rolled back, by the end of the `with` block.",
        "`Engine.begin` began a transaction.",
        (
            "The transaction, which had only read, was committed, by the end of the `with` block: "
            "there was nothing to store."
        ),
    ]


def test_sessions_on_one_connection_are_told_of_each_others_work(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "one, two = Session(engine), Session(engine)\n"
        "annie = one.get(Astronaut, 1)\n"
        "annie.name = 'Anna'\n"
        "one.flush()\n"
        "found = two.get(Astronaut, 2)\n"
        "two.close()\n"
        "one.commit()\n"
    )
    assert sentences(seen, marks=True)[2:] == [
        (
            "What nobody had committed was rolled back, by `two.close`; the UPDATE of `one` with it, "
            "because the sessions share one connection."
        ),
        (
            "Nothing was left to commit: the ROLLBACK of line 6, by `two`, had ended it already, "
            "because the sessions share one connection."
        ),
    ]


def test_block_of_begin_is_told_by_its_end(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "from sqlalchemy.orm import sessionmaker\n"
        "with sessionmaker(engine).begin() as session:\n"
        "    session.add(Mission(title='Luna'))\n"
        "try:\n"
        "    with Session(engine) as session, session.begin():\n"
        "        session.add(Mission(title='Mars'))\n"
        "        session.flush()\n"
        "        1 / 0\n"
        "except ZeroDivisionError:\n"
        "    pass\n"
    )
    assert sentences(seen, marks=False)[0] == "Flush at the end of the `with` block, which sent the pending `Mission`."
    assert sentences(seen, marks=True) == [
        "A transaction began, because the end of the `with` block needed one.",
        "The transaction was committed, by the end of the `with` block.",
        "A transaction began, because `session.flush` needed one.",
        "An exception left the `with` block, so the transaction was rolled back.",
    ]


def test_marks_that_nobody_sent_are_told_by_what_made_them(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "c = engine.connect()\n"
        "r = c.execute(text('CREATE TABLE u (x PRIMARY KEY)'))\n"
        "r = c.execute(text('INSERT INTO u VALUES (1)'))\n"
        "r = c.execute(text('COMMIT'))\n"
        "r = c.execute(text('INSERT INTO u VALUES (2)'))\n"
        "r = c.execute(text('INSERT OR ROLLBACK INTO u VALUES (3), (1)'))\n"
    )
    told = sentences(seen, marks=True)
    assert told[1] == "The driver had begun no transaction, so the statement was committed at once."
    assert told[-2:] == [
        "The driver began a transaction for the statement that follows.",
        "SQLite itself rolled the whole transaction back.",
    ]


def test_detached_object_leads_to_where_its_session_was_closed(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "session = Session(engine)\nannie = session.get(Astronaut, 1)\nsession.close()\nannie.missions\n"
    )
    found = explanation(seen)
    assert found.step is not None
    assert seen.steps[found.step].line == 3
    assert found.says[0].endswith(": `annie` was detached in line 3, when its session was closed.")
    assert explanation(astronaut.run("annie.missions")).says[0].endswith("detached before this snippet.")


def test_failed_flush_leads_to_the_statement_that_the_database_refused(astronaut: Visitor) -> None:
    seen = astronaut.run(
        "session = Session(engine)\n"
        "session.add(Astronaut(name='Annie'))\n"
        "try:\n"
        "    session.flush()\n"
        "except IntegrityError:\n"
        "    pass\n"
        "session.get(Astronaut, 1)\n"
    )
    found = explanation(seen)
    assert found.statement is not None
    assert found.step is not None
    statement = seen.statements[found.statement]
    assert (statement.line, statement.failed, seen.steps[found.step].line) == (4, True, 4)
    again = explanation(astronaut.run("session.get(Astronaut, 1)"))
    assert "whose flush failed in an earlier snippet because two rows" in again.says[0]
    assert (again.statement, again.step) == (None, None)
