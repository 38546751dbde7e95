"""Why pending work is sent, whose it is, and what a flush looks up before."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tests.inside.recorder.statements.causing import CREW, Recorded, case
from webapp.inside.recorder.statements.statements import MOST_CHARACTERS

ADD = "log = Log()\nsession.add(log)"

FLUSHES = [
    case("flush", "session.flush()", "INSERT log: flush by Session.flush (log)", before=ADD),
    case("commit", "session.commit()", "INSERT log: commit by Session.commit (log)", before=ADD),
    case(
        "commit of a block",
        "log = Log()\nwith session.begin(): session.add(log)",
        "INSERT log: commit by SessionTransaction.__exit__ (log)",
    ),
    case(
        "commit of a sessionmaker's block",
        "log = Log()\nwith sessionmaker(engine).begin() as other: other.add(log)",
        "INSERT log: commit by sessionmaker.begin (log)",
    ),
    case(
        "begin_nested",
        "session.begin_nested()",
        "INSERT log: savepoint by Session.begin_nested (log)",
        before=ADD,
    ),
    case(
        "commit of a nested transaction",
        f"nested = session.begin_nested()\n{ADD}\nnested.commit()",
        "INSERT log: commit by SessionTransaction.commit (log)",
    ),
    case(
        "scoped_session",
        "log = Log()\nscoped = scoped_session(sessionmaker(engine))\nscoped.add(log)\nscoped.flush()",
        "INSERT log: flush by scoped_session.flush (log)",
    ),
    case(
        "changed and deleted",
        "crew.name = 'other'\nsession.delete(log)\nsession.flush()",
        "UPDATE crew: flush by Session.flush (crew, log)",
        "DELETE log: flush by Session.flush (crew, log)",
        before=f"{CREW}\nlog = session.get(Log, 1)",
    ),
]
AUTOFLUSHES = [
    case(
        "execute",
        "session.execute(text('SELECT 1'))",
        "INSERT log: autoflush by Session.execute (log)",
        "SELECT 1: written by Session.execute",
        before=ADD,
    ),
    case(
        "query",
        "session.query(Skill).first()",
        "INSERT log: autoflush by Query.first (log)",
        "SELECT skill: written by Query.first",
        before=ADD,
    ),
    case(
        "get",
        "session.get(Crew, 1)",
        "INSERT log: autoflush Crew by Session.get (log)",
        "SELECT crew: get Crew by Session.get",
        before=ADD,
    ),
    case(
        "lazy load",
        "crew.members",
        "INSERT log: autoflush Crew.members of crew (log)",
        "SELECT member: lazy load Crew.members of crew",
        before=f"{CREW}\n{ADD}",
    ),
    case(
        "refresh",
        "session.refresh(crew)",
        "INSERT log: autoflush by Session.refresh (log)",
        "SELECT crew: refresh Crew of crew by Session.refresh",
        before=f"{CREW}\n{ADD}",
    ),
    case(
        "merge",
        "session.merge(mine)",
        "INSERT log: autoflush by Session.merge (log)",
        "SELECT skill: merge Skill of mine by Session.merge",
        before=f"mine = Skill(id=1, name='new')\n{ADD}",
    ),
    case(
        "bulk update",
        "session.execute(update(Skill).values(name='all'))",
        "INSERT log: autoflush by Session.execute (log)",
        "UPDATE skill: written by Session.execute",
        before=ADD,
    ),
    case(
        "dynamic",
        "crew.logs.all()",
        "INSERT log: autoflush by Query.all (log)",
        "SELECT log: written by Query.all",
        before=f"{CREW}\n{ADD}",
    ),
]
CASCADES = [
    case(
        "of a delete, in the flush, but not of what passive_deletes leaves to the database",
        "session.delete(crew)\nsession.flush()",
        "SELECT mission: cascade Crew.missions of crew by Session.flush",
        "SELECT log: cascade by Session.flush",
        "SELECT station: cascade Crew.stations of crew by Session.flush",
        "DELETE crew: flush by Session.flush (crew)",
        before="crew = session.get(Crew, 2)\ncrew.members",
    ),
    case(
        "of an orphan",
        "crew.members.remove(pilot)\nsession.commit()",
        "SELECT skill: cascade Pilot.skills of pilot by Session.commit",
        "DELETE pilot: commit by Session.commit (crew, pilot)",
        "DELETE member: commit by Session.commit (crew, pilot)",
        before=f"{CREW}\ncrew.members\npilot = session.get(Pilot, 2)\npilot.hours",
    ),
    case(
        "to a table between",
        "session.delete(member)\nsession.flush()",
        "SELECT skill: cascade Member.skills of member by Session.flush",
        "DELETE skilled: flush by Session.flush (member)",
        "DELETE member: flush by Session.flush (member)",
        before="member = session.get(Member, 1)",
    ),
]
SYNCHRONIZED = [
    case(
        "fetch without RETURNING",
        "session.execute(update(Plain).values(name='q').execution_options(synchronize_session='fetch'))",
        "SELECT plain: synchronize by Session.execute",
        "UPDATE plain: written by Session.execute",
    ),
    case(
        "delete, by Query",
        "session.query(Plain).delete(synchronize_session='fetch')",
        "SELECT plain: synchronize by Query.delete",
        "DELETE plain: written by Query.delete",
    ),
    case(
        "fetch with RETURNING",
        "session.execute(update(Log).values(text='q').execution_options(synchronize_session='fetch'))",
        "UPDATE log: written by Session.execute",
    ),
    case(
        "evaluate",
        "session.execute(delete(Log).where(Log.id > 9).execution_options(synchronize_session='evaluate'))",
        "DELETE log: written by Session.execute",
    ),
    case(
        "auto",
        "session.execute(update(Log).where(Log.id > 9).values(text='q'))",
        "UPDATE log: written by Session.execute",
    ),
]
LOOKED_UP = [
    case(
        "version",
        "session.flush()",
        "SELECT crew: expired Crew.version of crew by Session.flush",
        "UPDATE crew: flush by Session.flush (crew)",
        before=f"{CREW}\nsession.expire(crew)\ncrew.name = 'other'",
    ),
]


@pytest.mark.parametrize(
    ("before", "snippet", "causes"), [*FLUSHES, *AUTOFLUSHES, *CASCADES, *SYNCHRONIZED, *LOOKED_UP]
)
def test_work_that_is_sent_has_its_cause(recorded: Recorded, before: str, snippet: str, causes: list[str]) -> None:
    recorded.run(snippet, before)
    assert recorded.told() == causes


def test_a_statement_the_database_refuses_has_failed(recorded: Recorded) -> None:
    with pytest.raises(IntegrityError):
        recorded.run("session.scalars(select(Skill)).all()", "log = Log(id=1)\nsession.add(log)")
    assert recorded.told() == ["INSERT log: autoflush by Session.scalars (log)"]
    assert [each.get("failed", False) for each in recorded.statements.kept if "mark" not in each] == [True]


def test_a_version_that_does_not_match_is_of_the_flush(recorded: Recorded) -> None:
    with pytest.raises(StaleDataError):
        recorded.run(
            "session.execute(text('UPDATE crew SET version = 9'))\nsession.flush()",
            f"session.autoflush = False\n{CREW}\ncrew.name = 'other'",
        )
    assert recorded.told() == ["UPDATE crew: written by Session.execute", "UPDATE crew: flush by Session.flush (crew)"]
    assert not any(each.get("failed") for each in recorded.statements.kept)  # it was done, on no row


def test_a_flush_names_twenty_objects_at_most(recorded: Recorded) -> None:
    recorded.run("session.add_all([Log() for _ in range(30)])\nsession.commit()")
    sent = [each["cause"]["objects"] for each in recorded.statements.kept if "mark" not in each]
    assert len(sent) == 30
    assert all(len(each) == 20 for each in sent)


def test_what_causes_name_takes_room_too(recorded: Recorded) -> None:
    recorded.names["Long"] = type("L" * 200, (recorded.names["Log"],), {})
    recorded.run("for _ in range(990):\n    session.expire(long)\n    long.text", "long = session.get(Long, 1)")
    kept = [each for each in recorded.statements.kept if "mark" not in each]
    assert {each["cause"]["type"] for each in kept} == {"L" * 200}
    assert recorded.statements.left_out > 0
    assert sum(len(each["text"]) + len(each["cause"]["type"]) for each in kept) < MOST_CHARACTERS + 500
