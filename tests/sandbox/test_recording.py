"""What each line did to objects and sessions."""

from tests.sandbox.recording import CREW, at, lines, told
from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched


def test_object_goes_from_transient_to_detached(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\n"
        "new = Member(name='three')\n"
        "session.add(new)\n"
        "session.flush()\n"
        "session.delete(new)\n"
        "session.flush()\n"
        "session.commit()\n"
    )
    assert lines(seen) == [None, 1, 2, 3, 4, 5, 6, 7]
    states = [[(each.name, each.state, each.key) for each in step.objects] for step in seen.steps]
    assert states == [
        [],
        [],
        [("new", "transient", "")],
        [("new", "pending", "")],
        [("new", "persistent", "3")],
        [],
        [("new", "deleted", "3")],
        [("new", "detached", "3")],
    ]
    (session,) = at(seen, 5).sessions
    assert (session.name, session.engine, session.in_transaction) == ("session", "engine", True)
    assert session.deleted == session.identity_map == [each.number for each in at(seen, 2).objects]
    assert at(seen, 3).sessions[0].new == session.deleted


def test_states_within_one_line_are_told(crew: Visitor) -> None:
    seen = crew.run("session = Session(engine)\nsession.add(Member(name='x')); session.flush()\nsession.rollback()\n")
    (gone,) = at(seen, 2).objects
    assert (gone.passed, gone.state) == (["transient", "pending", "persistent"], "gone")


def test_changed_attribute_has_its_old_value_until_flushed(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\n"
        "one = session.get(Member, 1)\n"
        "one.name = 'changed'\n"
        "session.flush()\n"
        "crew = one.crew\n"
        "one.crew = None\n"
    )
    (changed,) = at(seen, 3).objects
    (name,) = [each for each in changed.attributes if each.name == "name"]
    assert (name.state, name.value, name.old) == ("modified", "'changed'", "'one'")
    (flushed,) = at(seen, 4).objects
    assert told(flushed) == {"id": "loaded", "name": "loaded", "crew_id": "loaded", "crew": "unloaded"}
    assert at(seen, 4).sessions[0].dirty == []
    crew_of = next(each for each in at(seen, 5).objects if each.type == "Crew")
    last = seen.objects_at()[changed.number].attributes[-1]
    assert (last.state, last.value, last.refers, last.old_refers) == ("modified", "None", [], [crew_of.number])


def test_commit_expires_and_reading_loads(crew: Visitor) -> None:
    seen = crew.run("session = Session(engine)\none = session.get(Member, 1)\nsession.commit()\none.name\none.crew\n")
    assert told(at(seen, 2).objects[0])["crew"] == "unloaded"
    (expired,) = at(seen, 3).objects
    assert expired.expired
    assert set(told(expired).values()) == {"expired"}
    assert told(at(seen, 4).objects[0])["name"] == "loaded"
    loaded, related = sorted(at(seen, 5).objects, key=lambda each: each.type, reverse=True)
    assert loaded.attributes[-1].refers == [related.number]


def test_relationship_from_the_identity_map_is_noticed_without_sql(crew: Visitor) -> None:
    seen = crew.run("session = Session(engine)\nfirst = session.get(Crew, 1)\none = session.get(Member, 1)\none.crew\n")
    assert [each for each in seen.statements if each.line == 4] == []
    (one,) = at(seen, 4).objects
    assert one.attributes[-1].refers == [each.number for each in at(seen, 2).objects]


def test_what_is_there_before_the_snippet_comes_first(crew: Visitor) -> None:
    crew.run("session = Session(engine)\none = session.get(Member, 1)\nalone = Member(name='alone')\nit = [Member()]\n")
    first, *others = crew.run("x = 1\n").steps
    assert (first.line, [each.name for each in first.sessions]) == (None, ["session"])
    assert sorted((each.name, each.state) for each in first.objects) == [
        ("", "transient"),
        ("alone", "transient"),
        ("one", "persistent"),
    ]
    assert [(each.objects, each.sessions) for each in others] == [([], [])]


def test_names_of_the_start_are_known_before_the_first_snippet(sandboxes: Launched) -> None:
    made = "session = Session(engine)\none = session.get(Member, 1)\nalone = Member(name='alone')\n"
    seen = Visitor(sandboxes.sandboxes, Start(prelude=CREW, setup=made)).run("x = 1\n")
    assert sorted((each.name, each.state) for each in seen.steps[0].objects) == [
        ("alone", "transient"),
        ("one", "persistent"),
    ]
    assert [(each.number, each.name, each.in_transaction) for each in seen.steps[0].sessions] == [(2, "session", True)]


def test_object_has_the_name_it_has_now(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\n"
        "both = session.scalars(select(Member)).all()\n"
        "one = both[0]\n"
        "one, two = both[1], both[0]\n"
        "del two\n"
    )
    assert [[each.name for each in step.objects] for step in seen.steps[2:]] == [["", ""], ["one"], ["two", "one"], []]


def test_rollback_takes_new_objects_out_and_expires_the_others(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\none = session.get(Member, 1)\nnew = Member(name='new')\n"
        "session.add(new)\nsession.flush()\nsession.rollback()\n"
    )
    after = {each.name: each for each in at(seen, 6).objects}
    assert (after["new"].state, after["new"].session, after["new"].key) == ("transient", None, "")
    assert (after["one"].state, after["one"].expired) == ("persistent", True)
    (session,) = at(seen, 6).sessions
    assert (session.new, session.identity_map, session.in_transaction) == ([], [after["one"].number], False)


def test_object_that_nothing_refers_to_is_gone(crew: Visitor) -> None:
    seen = crew.run("new = Member(name='x')\ndel new\n")
    assert [each.state for step in seen.steps for each in step.objects] == ["transient", "gone"]


def test_empty_session_that_is_closed_is_told_and_one_that_expunges_is_not(crew: Visitor) -> None:
    seen = crew.run("session = Session(engine)\nsession.expunge_all()\nsession.close()\nsession.begin()\n")
    assert [[each.closed for each in step.sessions] for step in seen.steps] == [[], [False], [], [True], [False]]


def test_savepoints_and_failed_flush_show_in_the_session(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\n"
        "nested = session.begin_nested()\n"
        "session.add(Crew())\n"
        "try:\n"
        "    session.flush()\n"
        "except Exception:\n"
        "    pass\n"
        "nested = None\n"
    )
    assert at(seen, 2).sessions[0].nesting == 1
    (failed,) = at(seen, 5).sessions
    assert (at(seen, 5).raised, failed.nesting, failed.active) == (True, 1, False)


def test_scoped_session_is_told_by_its_name(crew: Visitor) -> None:
    seen = crew.run("scoped = scoped_session(sessionmaker(engine))\none = scoped.get(Member, 1)\nscoped.remove()\n")
    assert [each.name for each in at(seen, 2).sessions] == ["scoped"]
    assert [each.closed for each in at(seen, 3).sessions] == [True]


def test_session_that_is_about_to_commit_at_the_end_of_its_block_waits_for_no_rollback(crew: Visitor) -> None:
    seen = crew.run(
        "with sessionmaker(engine).begin() as session:\n"
        "    session.add(Member(name='three'))\n"
        "with Session(engine) as session:\n"
        "    with session.begin_nested():\n"
        "        session.add(Member(name='four'))\n"
    )
    sessions = [each for step in seen.steps for each in step.sessions]
    assert [each.active for each in sessions if each.new] == [True, True]
    assert all(each.active for each in sessions)
