"""What each line did to the tables."""

from tests.sandbox.visiting import Visitor
from webapp.observation import Observation


def told(seen: Observation) -> list[tuple[int | None, str, list[str]]]:
    """For each step that changed a table: line, name, and the marks of its rows."""
    return [(step.line, each.name, [row.mark for row in each.rows]) for step in seen.steps for each in step.tables]


def test_rows_are_told_with_the_line_that_changed_them(crew: Visitor) -> None:
    seen = crew.run(
        "with Session(engine) as session:\n"
        "    session.add(Member(name='three'))\n"
        "    session.flush()\n"
        "    session.get(Member, 1).name = 'changed'\n"
        "    session.commit()\n"
        "    session.delete(session.get(Member, 2))\n"
        "    session.flush()\n"
        "print('done')\n"
    )
    assert told(seen) == [
        (None, "member", ["committed", "committed"]),
        (3, "member", ["committed", "committed", "inserted"]),
        (5, "member", ["committed", "committed", "committed"]),
        (7, "member", ["committed", "committed", "gone"]),
        (1, "member", ["committed", "committed", "committed"]),
    ]


def test_leaving_a_block_that_commits_is_what_changes_the_others_view(crew: Visitor) -> None:
    seen = crew.run(
        "with engine.begin() as connection:\n"
        "    done = connection.execute(text(\"INSERT INTO crew (name) VALUES ('x')\"))\n"
    )
    assert told(seen) == [
        (None, "crew", ["committed"]),
        (2, "crew", ["committed", "inserted"]),
        (1, "crew", ["committed", "committed"]),
    ]


def test_tables_that_come_and_go_are_told(crew: Visitor) -> None:
    seen = crew.run(
        "with engine.begin() as connection:\n"
        "    done = connection.execute(text('CREATE TABLE t (x)'))\n"
        "    done = connection.execute(text('DROP TABLE t'))\n"
    )
    assert [(step.line, [(each.name, each.dropped) for each in step.tables]) for step in seen.steps if step.tables] == [
        (2, [("t", False)]),
        (3, [("t", True)]),
    ]


def test_query_changes_no_table(crew: Visitor) -> None:
    seen = crew.run("with Session(engine) as session:\n    both = session.scalars(select(Member)).all()\n")
    assert told(seen) == []
    assert [each.name for each in seen.tables_at(1)] == ["crew", "member"]
