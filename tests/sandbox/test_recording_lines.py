"""Which lines are steps: in functions, loops, at the end of a block, where an exception leaves; and how many."""

from tests.sandbox.recording import at, lines
from tests.sandbox.visiting import Visitor


def test_leaving_a_block_is_a_step_of_its_line(crew: Visitor) -> None:
    seen = crew.run(
        "with Session(engine) as session:\n    first = session.get(Member, 1)\n    first.name = 'changed'\nfirst.name\n"
    )
    assert lines(seen) == [None, 1, 2, 3, 1, 4]
    assert [(each.name, each.state) for each in seen.steps[4].objects] == [("first", "detached")]
    assert [(each.name, each.closed) for each in seen.steps[4].sessions] == [("session", True)]
    assert [(each.mark, each.step) for each in seen.statements if each.mark] == [("BEGIN", 2), ("ROLLBACK", 4)]


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


def test_line_that_goes_on_after_a_call_keeps_what_it_does(crew: Visitor) -> None:
    seen = crew.run(
        "def make():\n    made = Member(name='x')\n    return made\nsession = Session(engine)\nsession.add(make())\n"
    )
    told = [(step.line, [each.state for each in step.objects], len(step.sessions)) for step in seen.steps[3:]]
    assert told == [(5, [], 0), (2, ["transient"], 0), (3, [], 0), (5, ["pending"], 1)]


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
