"""Why a statement is sent that the visitor asked for: written, by key, about tables, and what loader options add."""

import pytest
from sqlalchemy.exc import LegacyAPIWarning

from tests.inside.recorder.statements.causing import CREW, Recorded, case

WRITTEN = (
    case("execute", "session.execute(text('SELECT 1'))", "SELECT 1: written by Session.execute"),
    case("scalars", "session.scalars(select(Log)).all()", "SELECT log: written by Session.scalars"),
    case("scalar", "session.scalar(select(Log))", "SELECT log: written by Session.scalar"),
    case("query", "session.query(Log).filter_by(id=1).one()", "SELECT log: written by Query.one"),
    case("query in a loop", "for log in session.query(Log): pass", "SELECT log: written by Query.__iter__"),
    case("query count", "session.query(Log).count()", "SELECT SELECT: written by Query.count"),
    case("query slice", "session.query(Log)[:1]", "SELECT log: written by Query.__getitem__"),
    case(
        "session.connection",
        "session.connection().execute(text('SELECT 1'))",
        "SELECT 1: written by Connection.execute",
    ),
    case(
        "engine",
        "with engine.begin() as connection: connection.exec_driver_sql('SELECT 1')",
        "SELECT 1: written by Connection.exec_driver_sql",
    ),
    case(
        "joined eager load",
        "session.scalars(select(Crew).options(joinedload(Crew.members))).unique().all()",
        "SELECT crew: written by Session.scalars",
    ),
    case(
        "with_polymorphic",
        "session.scalars(select(with_polymorphic(Member, '*'))).all()",
        "SELECT member: written by Session.scalars",
    ),
    case(
        "undefer_group",
        "session.scalars(select(Crew).options(undefer_group('art'))).first().song",
        "SELECT crew: written by Session.scalars",
    ),
    case(
        "with_for_update",
        "session.scalars(select(Log).with_for_update()).all()",
        "SELECT log: written by Session.scalars",
    ),
    case(
        "scoped_session",
        "scoped_session(sessionmaker(engine)).scalars(select(Log)).all()",
        "SELECT log: written by scoped_session.scalars",
    ),
    case(
        "insert returning",
        "session.scalars(insert(Log).returning(Log), [{'text': 'a'}, {'text': 'b'}]).all()",
        "INSERT log: written by Session.scalars",
    ),
    case(
        "bulk_insert_mappings",
        "session.bulk_insert_mappings(Log, [{'text': 'a'}, {'text': 'b'}])",
        "INSERT log: written by Session.bulk_insert_mappings",
    ),
    case(
        "bulk_save_objects",
        "session.bulk_save_objects([Log(text='a')])",
        "INSERT log: written by Session.bulk_save_objects",
    ),
    case(
        "bulk update by keys",
        "session.execute(update(Log), [{'id': 1, 'text': 'a'}])",
        "UPDATE log: written by Session.execute",
    ),
    case(
        "dynamic",
        "session.get(Crew, 1).logs.all()",
        "SELECT crew: get Crew by Session.get",
        "SELECT log: written by Query.all",
    ),
)

GET = (
    case("get", "session.get(Crew, 1)", "SELECT crew: get Crew by Session.get"),
    case("get_one", "session.get_one(Crew, 1)", "SELECT crew: get Crew by Session.get_one"),
    case("get for update", "session.get(Crew, 1, with_for_update=True)", "SELECT crew: get Crew by Session.get"),
    case(
        "scoped_session",
        "scoped_session(sessionmaker(engine)).get(Crew, 1)",
        "SELECT crew: get Crew by scoped_session.get",
    ),
)

EAGER = (
    case(
        "selectin",
        "session.scalars(select(Crew).options(selectinload(Crew.members).selectinload(Member.skills))).all()",
        "SELECT crew: written by Session.scalars",
        "SELECT member: eager load selectin Crew.members by ScalarResult.all",
        "SELECT skilled: eager load selectin Member.skills by ScalarResult.all",
    ),
    case(
        "selectin in a loop",
        "for crew in session.scalars(select(Crew).options(selectinload(Crew.missions))): pass",
        "SELECT crew: written by Session.scalars",
        "SELECT mission: eager load selectin Crew.missions by Result.__iter__",
    ),
    case(
        "selectin to one",
        "session.scalars(select(Member).options(selectinload(Member.crew))).all()",
        "SELECT member: written by Session.scalars",
        "SELECT crew: eager load selectin Member.crew by ScalarResult.all",
    ),
    case(
        "subquery",
        "session.scalars(select(Crew).options(subqueryload(Crew.members).subqueryload(Member.skills))).all()",
        "SELECT crew: written by Session.scalars",
        "SELECT member: eager load subquery Crew.members by ScalarResult.all",
        "SELECT skill: eager load subquery Member.skills by ScalarResult.all",
    ),
    case(
        "subquery for a known object",
        "session.scalars(select(Crew).options(subqueryload(Crew.members))).all()",
        "SELECT crew: written by Session.scalars",
        "SELECT member: eager load subquery Crew.members by ScalarResult.all",
        before=CREW,
    ),
    case(
        "immediate",
        "session.query(Crew).options(immediateload(Crew.members)).first()",
        "SELECT crew: written by Query.first",
        "SELECT member: eager load immediate Crew.members by Query.first",
    ),
    case(
        "selectin_polymorphic",
        "session.execute(select(Member).options(selectin_polymorphic(Member, [Pilot]))).all()",
        "SELECT member: written by Session.execute",
        "SELECT pilot: eager load selectin Pilot by Result.all",
    ),
)

SCHEMA = (
    case(
        "create",
        "Table('extra', MetaData(), Column('id', Integer)).create(engine)",
        "CREATE extra: schema by Table.create",
    ),
    case(
        "get_table_names",
        "inspect(engine).get_table_names()",
        "SELECT sqlite_master: schema by Inspector.get_table_names",
    ),
)


@pytest.mark.parametrize(("before", "snippet", "causes"), [*WRITTEN, *GET, *EAGER, *SCHEMA])
def test_a_statement_has_its_cause(recorded: Recorded, before: str, snippet: str, causes: list[str]) -> None:
    recorded.run(snippet, before)
    assert recorded.told() == causes


def test_query_get_is_a_get(recorded: Recorded) -> None:
    with pytest.warns(LegacyAPIWarning):
        recorded.run("session.query(Crew).get(1)")
    assert recorded.told() == ["SELECT crew: get Crew by Query.get"]


@pytest.mark.parametrize("method", ["create_all", "drop_all", "reflect"])
def test_each_statement_about_tables_is_of_the_schema(recorded: Recorded, method: str) -> None:
    recorded.run(f"metadata = Base.metadata if '{method}' != 'reflect' else MetaData()\nmetadata.{method}(engine)")
    assert {line.partition(": ")[2] for line in recorded.told()} == {f"schema by MetaData.{method}"}


def test_reflection_of_one_table_is_of_the_schema(recorded: Recorded) -> None:
    recorded.run("Table('crew', MetaData(), autoload_with=engine)")
    assert {line.partition(": ")[2] for line in recorded.told()} == {"schema by Table"}
