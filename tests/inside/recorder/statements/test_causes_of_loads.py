"""Why a statement is sent that nobody wrote: attributes that are read; objects refreshed, merged or deleted."""

import pytest

from tests.inside.recorder.statements.causing import CREW, Recorded, case

PILOT = "pilot = session.get(Pilot, 2)"
LAZY = "crew = session.scalars(select(Crew).options(lazyload(Crew.members).{}(Member.skills))).first()"

LOADS = (
    case("collection", "crew.members", "SELECT member: lazy load Crew.members of crew", before=CREW),
    case(
        "in a loop",
        "for member in members: member.skills\none = member",
        "SELECT skill: lazy load Member.skills of one",
        "SELECT skill: lazy load Pilot.skills of member",
        before="members = session.scalars(select(Member)).all()",
    ),
    case(
        "to one",
        "pilot.crew",
        "SELECT crew: lazy load Pilot.crew of pilot",
        before="pilot = session.scalars(select(Pilot)).one()",
    ),
    case(
        "with joined eager load of its own",
        "crew.members",
        "SELECT member: lazy load Crew.members of crew",
        before=LAZY.format("joinedload"),
    ),
    case(
        "with selectin of its own",
        "crew.members",
        "SELECT member: lazy load Crew.members of crew",
        "SELECT skilled: eager load selectin Member.skills",
        before=LAZY.format("selectinload"),
    ),
    case("deferred", "crew.motto", "SELECT crew: deferred Crew.motto of crew", before=CREW),
    case("deferred group", "crew.flag", "SELECT crew: deferred Crew.flag of crew", before=CREW),
    case("deferred column_property", "crew.size", "SELECT member: deferred Crew.size of crew", before=CREW),
    case(
        "column of a subclass",
        "pilot.hours",
        "SELECT pilot: deferred Pilot.hours of pilot",
        before="pilot = session.scalars(select(Member).where(Member.name == 'Amelia')).one()",
    ),
    case(
        "expired by commit", "crew.name", "SELECT crew: expired Crew.name of crew", before=f"{CREW}\nsession.commit()"
    ),
    case(
        "expired column",
        "crew.name",
        "SELECT crew: expired Crew.name of crew",
        before=f"{CREW}\nsession.expire(crew, ['name'])",
    ),
    case(
        "expired column of a subclass",
        "pilot.hours",
        "SELECT pilot: expired Pilot.hours of pilot",
        before=f"{PILOT}\nsession.expire(pilot, ['hours'])",
    ),
    case(
        "expired by an UPDATE",
        "crew.changed",
        "SELECT crew: expired Crew.changed of crew",
        before=f"{CREW}\ncrew.name = 'other'\nsession.flush()",
    ),
    case(
        "expired object and collection",
        "crew.members",
        "SELECT crew: expired Crew.members of crew",
        "SELECT member: lazy load Crew.members of crew",
        before=f"{CREW}\nsession.commit()",
    ),
    case(
        "expired and got",
        "session.get(Crew, 1)",
        "SELECT crew: expired Crew of crew by Session.get",
        before=f"{CREW}\nsession.commit()",
    ),
    case(
        "expired collection",
        "crew.members",
        "SELECT member: lazy load Crew.members of crew",
        before=f"{CREW}\ncrew.members\nsession.expire(crew, ['members'])",
    ),
    case(
        "history",
        "inspect(crew).attrs.members.load_history()",
        "SELECT member: lazy load Crew.members of crew by AttributeState.load_history",
        before=CREW,
    ),
    case("refresh", "session.refresh(crew)", "SELECT crew: refresh Crew of crew by Session.refresh", before=CREW),
    case(
        "refresh of attributes",
        "session.refresh(crew, attribute_names=['name', 'members'])",
        "SELECT crew: refresh Crew of crew by Session.refresh",
        "SELECT member: eager load immediate Crew.members by Session.refresh",
        before=CREW,
    ),
    case(
        "refresh for update",
        "session.refresh(crew, with_for_update=True)",
        "SELECT crew: refresh Crew of crew by Session.refresh",
        before=CREW,
    ),
    case(
        "merge",
        "theirs = session.merge(mine)",
        "SELECT crew: merge Crew of mine by Session.merge",
        "SELECT member: merge Crew.members of theirs by Session.merge",
        before="mine = Crew(id=1, name='mine', version=1, members=[])",
    ),
    case(
        "delete", "session.delete(crew)", "SELECT member: cascade Crew.members of crew by Session.delete", before=CREW
    ),
    case(
        "delete of an expired object",
        "session.delete(crew)",
        "SELECT crew: cascade Crew of crew by Session.delete",
        "SELECT member: cascade Crew.members of crew by Session.delete",
        before=f"{CREW}\ncrew.members\nsession.commit()",
    ),
)


MAPPED_SO = (
    case(
        "joined and selectin by the mapping",
        "session.scalars(select(Station)).unique().all()[0].crew",
        "SELECT station: written by Session.scalars",
        "SELECT module: eager load selectin Station.modules by ScalarResult.all",
    ),
    case(
        "loaders of what is got",
        "session.get(Station, 1)",
        "SELECT station: get Station by Session.get",
        "SELECT module: eager load selectin Station.modules by Session.get",
    ),
    case(
        "loaders of what is refreshed",
        "session.refresh(station)",
        "SELECT station: refresh Station of station by Session.refresh",
        "SELECT module: eager load immediate Station.modules by Session.refresh",
        before="station = session.get(Station, 1)",
    ),
    case(
        "association proxy",
        "list(station.names)",
        "SELECT module: lazy load Station.modules of station",
        before="station = session.scalars(select(Station).options(lazyload('*'))).one()",
    ),
    case(
        "backref",
        "crew.stations",
        "SELECT station: lazy load Crew.stations of crew",
        before="crew = session.get(Crew, 2)",
    ),
    case("backref that is set", "station = Station(crew=crew)", before=CREW),
    case(
        "old value of what is set",
        "member.crew = None\nsession.flush()",
        "SELECT member: expired Member.id of member by Session.flush",
        "UPDATE member: flush by Session.flush (member)",
        before="member = session.get(Member, 1)\nsession.expire(member)",
    ),
    case(
        "merge_all",
        "session.merge_all([mine])",
        "SELECT skill: merge Skill of mine by Session.merge_all",
        before="mine = Skill(id=1, name='new')",
    ),
    case(
        "delete_all",
        "session.delete_all([crew])",
        "SELECT member: cascade Crew.members of crew by Session.delete_all",
        before=CREW,
    ),
    case(
        "populate_existing",
        "session.scalars(select(Crew).execution_options(populate_existing=True)).all()",
        "SELECT crew: written by Session.scalars",
        before=CREW,
    ),
    case(
        "yield_per",
        "for crew in session.query(Crew).options(selectinload(Crew.missions)).yield_per(1): pass",
        "SELECT crew: written by Query.__iter__",
        "SELECT mission: eager load selectin Crew.missions by Query.__iter__",
        "SELECT mission: eager load selectin Crew.missions by Query.__iter__",
    ),
    case(
        "an exception's way out",
        "try:\n    session.scalars(select(Crew)).one()\nexcept Exception:\n    session.rollback()",
        "SELECT crew: written by Session.scalars",
    ),
)


@pytest.mark.parametrize(("before", "snippet", "causes"), [*LOADS, *MAPPED_SO])
def test_a_load_has_its_cause(recorded: Recorded, before: str, snippet: str, causes: list[str]) -> None:
    recorded.run(snippet, before)
    assert recorded.told() == causes
