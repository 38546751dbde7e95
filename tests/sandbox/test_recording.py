"""What each line did to objects and sessions."""

import pytest

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.observation import ObjectState, Observation, Step
from webapp.sandbox.launch import Launched

CREW = """\
from sqlalchemy import ForeignKey, create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, scoped_session, sessionmaker

class Base(DeclarativeBase):
    pass

class Crew(Base):
    __tablename__ = "crew"
    members: Mapped[list["Member"]] = relationship(back_populates="crew")
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew | None] = relationship(back_populates="members")

engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Crew(name="first", members=[Member(name="one"), Member(name="two")]))
    session.commit()
"""


@pytest.fixture
def crew(sandboxes: Launched) -> Visitor:
    """A visitor with an engine, a crew and its two members."""
    return Visitor(sandboxes.sandboxes, Start(prelude=CREW))


def recorded_or_not(launched: Launched, source: str) -> list[Observation]:
    """What is seen with steps, and without; both begin as copies of one process."""
    seen = []
    for steps in (True, False):
        with launched.sandboxes.turn(f"recorded: {steps}", "lesson") as turn:
            turn.rebuild(Start(prelude=CREW), [])
            seen.append(turn.run(source, steps=steps))
    return seen


def lines(seen: Observation) -> list[int | None]:
    return [step.line for step in seen.steps]


def at(seen: Observation, line: int) -> Step:
    """The one step of a line."""
    (found,) = [step for step in seen.steps if step.line == line]
    return found


def told(each: ObjectState) -> dict[str, str]:
    return {attribute.name: attribute.state for attribute in each.attributes}


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


def test_leaving_a_block_is_a_step_of_its_line(crew: Visitor) -> None:
    seen = crew.run(
        "with Session(engine) as session:\n    first = session.get(Member, 1)\n    first.name = 'changed'\nfirst.name\n"
    )
    assert lines(seen) == [None, 1, 2, 3, 1, 4]
    assert [(each.name, each.state) for each in seen.steps[4].objects] == [("first", "detached")]
    assert [(each.name, each.closed) for each in seen.steps[4].sessions] == [("session", True)]
    assert [(each.mark, each.step) for each in seen.statements if each.mark] == [("BEGIN", 2), ("ROLLBACK", 4)]


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


def test_lines_in_functions_and_loops_are_steps(crew: Visitor) -> None:
    seen = crew.run(
        "def make(name):\n"
        "    made = Member(name=name)\n"
        "    return made\n"
        "session = Session(engine)\n"
        "for name in ('a', 'b'):\n"
        "    session.add(make(name))\n"
    )
    assert lines(seen) == [None, 1, 4, 5, 6, 2, 3, 6, 6, 2, 3, 6]
    assert [step.function for step in seen.steps if step.line == 2] == ["make", "make"]
    assert [each.name for step in seen.steps if step.line == 2 for each in step.objects] == ["made", "made"]
    assert [[each.state for each in step.objects] for step in seen.steps if step.line == 6] == [[], ["pending"]] * 2


def test_function_of_an_earlier_snippet_counts_for_the_line_that_calls_it(crew: Visitor) -> None:
    crew.run(
        "def count():\n    with Session(engine) as session:\n        return session.scalars(select(Member)).all()\n"
    )
    seen = crew.run("x = 1\nfound = count()\n")
    assert lines(seen) == [None, 1, 2]
    assert {(each.line, each.step) for each in seen.statements} == {(2, 2)}
    assert [each.type for each in at(seen, 2).objects] == ["Member", "Member"]


def test_line_of_a_long_statement_is_its_first(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\n"
        "found = (\n    session\n    .scalars(\n        select(Member)\n    )\n    .all()\n)\n"
    )
    assert lines(seen) == [None, 1, 2]
    assert {each.step for each in seen.statements} == {2}


def test_repeated_line_without_a_change_is_one_step(visitor: Visitor) -> None:
    seen = visitor.run("for n in range(50):\n    n * 2\nx = 1\n")
    assert [(step.line, step.times) for step in seen.steps] == [(None, 1), (1, 1), (2, 50), (3, 1)]


def test_exception_marks_the_line_it_left(visitor: Visitor) -> None:
    seen = visitor.run(
        "def half(n):\n    return 1 / n\ntry:\n    half(0)\nexcept ZeroDivisionError:\n    print('caught')\nhalf(0)\n"
    )
    assert [(step.line, step.raised) for step in seen.steps[1:]] == [
        (1, False),
        (3, False),
        (4, False),
        (2, True),
        (6, False),
        (7, False),
        (2, True),
    ]


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


def test_line_that_goes_on_after_a_call_keeps_what_it_does(crew: Visitor) -> None:
    seen = crew.run(
        "def make():\n    made = Member(name='x')\n    return made\nsession = Session(engine)\nsession.add(make())\n"
    )
    told = [(step.line, [each.state for each in step.objects], len(step.sessions)) for step in seen.steps[3:]]
    assert told == [(5, [], 0), (2, ["transient"], 0), (3, [], 0), (5, ["pending"], 1)]


def test_object_that_nothing_refers_to_is_gone(crew: Visitor) -> None:
    seen = crew.run("new = Member(name='x')\ndel new\n")
    assert [each.state for step in seen.steps for each in step.objects] == ["transient", "gone"]


def test_recording_keeps_nothing_alive(sandboxes: Launched) -> None:
    seen, bare = recorded_or_not(
        sandboxes,
        "import weakref\n"
        "session = Session(engine)\n"
        "def made():\n"
        "    one, other, new = session.get(Member, 1), Session(engine), Member(name='x')\n"
        "    refs = [weakref.ref(each) for each in (one, other, new)]\n"
        "    del one, other\n"
        "    print([ref() is None for ref in refs])\n"
        "    return refs\n"
        "print([ref() is None for ref in made()])\n",
    )
    assert seen.output == bare.output == "[True, True, False]\n[True, True, True]\n"
    assert lines(seen)[-5:] == [4, 5, 6, 7, 8]
    assert [each.closed for each in at(seen, 6).sessions if each.number != 2] == [True]
    assert [each.state for each in at(seen, 6).objects] == ["gone"]


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


def test_values_are_told_without_the_visitors_own_code(crew: Visitor) -> None:
    seen = crew.run(
        "class Loud(str):\n"
        "    def __repr__(self):\n        print('repr')\n        return 'loud'\n"
        "    def __eq__(self, other):\n        print('eq')\n        return True\n"
        "    __hash__ = str.__hash__\n"
        "one = Member(name=Loud('x'))\n"
        "other = Member(name='y' * 500)\n"
    )
    assert seen.output == ""
    values = {each.name: each.attributes[1].value for step in seen.steps for each in step.objects}
    assert values["one"] == "<Loud>"
    assert len(values["other"]) == 100


def test_object_that_answers_for_itself_is_not_asked(unreviewed: Launched) -> None:
    seen = Visitor(unreviewed.sandboxes, Start(prelude=CREW)).run(
        "class Pet(Base):\n"
        "    __tablename__ = 'pet'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    def __getattribute__(self, name):\n        print(name)\n        return super().__getattribute__(name)\n"
        "    def __bool__(self):\n        print('bool')\n        return False\n"
        "    def __eq__(self, other):\n        print('eq')\n        return True\n"
        "    def __hash__(self):\n        print('hash')\n        return 1\n"
        "class Own(Session):\n"
        "    @property\n    def new(self):\n        print('new')\n        return ()\n"
        "pet = Pet()\n"
        "print('-')\n"
        "own = Own(engine)\n"
        "pet, own, [pet]\n"
        "other = pet\n"
    )
    assert seen.outcome == "ok"
    _, _, after = seen.output.partition("-\n")
    assert [line for line in after.splitlines() if line[0] not in "(<"] == []
    assert [(each.name, each.state) for each in seen.objects_at().values()] == [("pet", "transient")]


def test_hybrids_synonyms_and_properties_are_not_asked(crew: Visitor) -> None:
    seen = crew.run(
        "from sqlalchemy.ext.hybrid import hybrid_property\nfrom sqlalchemy.orm import synonym\n"
        "class Pet(Base):\n"
        "    __tablename__ = 'pet'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    name: Mapped[str]\n"
        "    label = synonym('name')\n"
        "    @hybrid_property\n"
        "    def loud(self):\n        print('asked')\n        return self.name.upper()\n"
        "pet = Pet(name='rex')\n"
    )
    assert seen.output == ""
    assert [each.name for each in seen.steps[-1].objects[0].attributes] == ["id", "name"]


def test_mapping_that_is_not_finished_is_not_configured(crew: Visitor) -> None:
    seen = crew.run(
        "one = Member(name='x')\n"
        "class Broken(Base):\n"
        "    __tablename__ = 'broken'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    other: Mapped['Missing'] = relationship()\n"
        "one.name = 'y'\n"
    )
    assert seen.outcome == "ok"
    assert [each.state for each in at(seen, 6).objects] == ["transient"]


def test_object_whose_class_is_mapped_no_more_has_no_attributes(crew: Visitor) -> None:
    crew.run("one = Member(name='x')\n")
    seen = crew.run("from sqlalchemy.orm import clear_mappers\nclear_mappers()\none.name = 'y'\n")
    assert (seen.outcome, seen.note) == ("ok", "")
    after = crew.run("x = 1\n")
    assert (after.note, [(each.name, each.attributes) for each in after.steps[0].objects]) == ("", [("one", [])])


def test_long_loop_leaves_room_for_what_comes_after(crew: Visitor) -> None:
    seen = crew.run(
        "total = 0\nfor n in range(5_000):\n    total += n\n    total -= 1\n"
        "with Session(engine) as session:\n    one = session.get(Member, 1)\n    one.name = 'x'\n    session.commit()\n"
    )
    assert seen.steps_left_out > 0
    assert len(seen.steps) < 230
    assert lines(seen)[-4:] == [6, 7, 8, 5]
    assert [each.step for each in seen.statements if each.mark == "COMMIT"] == [lines(seen).index(8)]


def test_steps_are_bounded_and_the_last_has_what_came_after(crew: Visitor) -> None:
    seen = crew.run(
        "session = Session(engine)\none = session.get(Member, 1)\n"
        "for n in range(400):\n    one.name = f'{n}'\n    session.flush()\n"
        "session.commit()\n"
    )
    assert len(seen.steps) == 301
    assert seen.steps_left_out > 0
    assert seen.statements[-1].step == 300
    assert seen.objects_at()[seen.steps[2].objects[0].number].expired


def test_objects_are_bounded(crew: Visitor) -> None:
    seen = crew.run("many = [Member(name=f'{n}') for n in range(500)]\n")
    assert (len(seen.objects_at()), seen.objects_left_out) == (200, 300)


def test_steps_too_large_to_be_sent_are_left_out_alone(crew: Visitor) -> None:
    seen = crew.run(
        "from sqlalchemy.orm import declared_attr\n"
        "class Wide(Base):\n    __tablename__ = 'wide'\n    id: Mapped[int] = mapped_column(primary_key=True)\n"
        + "".join(f"    a{n}: Mapped[str] = mapped_column(default='')\n" for n in range(30))
        + "many = [Wide(**{f'a{n}': chr(0x1F680) * 90 for n in range(30)}) for _ in range(180)]\n"
        "for row in many:\n    row.a0 = ''\n"
        "for row in many:\n    row.a1 = ''\n"
    )
    assert (seen.outcome, seen.steps) == ("ok", [])
    assert seen.note == "What each line changed is too large to be shown; the rest is here."
    assert [table.name for table in seen.tables] == ["crew", "member"]


def test_refused_snippet_tells_what_is_there(crew: Visitor) -> None:
    crew.run("session = Session(engine)\n")
    seen = crew.run("open('f')\n")
    assert [[each.name for each in step.sessions] for step in seen.steps] == [["session"]]


def test_interrupted_snippet_keeps_its_steps(crew: Visitor) -> None:
    seen = crew.run("one = Member(name='x')\nwhile True:\n    pass\n")
    assert seen.outcome == "interrupted"
    assert lines(seen)[:4] == [None, 1, 2, 3]


def test_recursion_goes_as_deep_as_without(sandboxes: Launched) -> None:
    seen, bare = recorded_or_not(
        sandboxes,
        "def deep(n):\n    try:\n        return deep(n + 1)\n    except RecursionError:\n        return n\ndeep(0)\n",
    )
    assert seen.output == bare.output
