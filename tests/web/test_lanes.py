"""The timeline's rows: what happened in each line, in which lane."""

from typing import Any

from tests.web.observed import LIFE
from webapp.explained import causes
from webapp.observation import Observation
from webapp.web.lanes import Row, rows


def rows_of(seen: Observation) -> list[Row]:
    return rows(seen, causes(seen))


def seen(*steps: dict[str, Any], **more: Any) -> Observation:
    return Observation.model_validate({"outcome": "ok", "steps": [{}, *steps]} | more)


def test_row_of_a_flush_has_each_lane() -> None:
    row = rows_of(LIFE)[4]
    assert row.step.line == 4
    assert row.html is not None
    assert row.html.striptags() == "crew = session.scalars(select(Astronaut)).all()"
    assert [(met.what, met.path, met.notes) for met in row.objects] == [
        ("annie", ("pending", "persistent"), ("key 7",)),
        ("rick", ("detached", "persistent"), ()),
    ]
    assert [told.notes for told in row.sessions] == [("none new", "holds 2 objects")]
    assert [(sent.word, sent.why and sent.why.label) for sent in row.sql] == [
        ("INSERT", "autoflush"),
        ("SELECT", "written"),
    ]
    assert [sent.word for sent in row.marks] == ["BEGIN"]


def test_rows_tell_expiry_reading_again_and_changed_attributes() -> None:
    found = rows_of(LIFE)
    assert [met.notes for met in found[5].objects] == [("lastname changed",)]
    assert [(met.what, met.notes) for met in found[6].objects] == [("annie", ("expired",)), ("rick", ("expired",))]
    assert [(met.what, met.notes) for met in found[7].objects] == [("annie", ("read again",))]


def test_what_was_there_before_is_no_change() -> None:
    first = rows_of(LIFE)[0]
    assert first.html is None
    assert (first.objects, first.sessions, first.sql, first.marks) == ([], [], [], [])


def test_many_objects_to_which_the_same_happened_are_told_as_a_number() -> None:
    crew = [{"number": number, "type": "Astronaut", "state": "persistent"} for number in range(1, 7)]
    (met,) = rows_of(seen({"line": 1, "objects": crew}))[1].objects
    assert (met.what, met.many, met.notes) == ("Astronaut", 6, ("loaded",))
    crew[0]["name"] = "annie"
    named, rest = rows_of(seen({"line": 1, "objects": crew}))[1].objects
    assert (named.what, rest.what, rest.many) == ("annie", "Astronaut", 5)
    del crew[0]["name"]
    one_by_one = rows_of(seen({"line": 1, "objects": crew[:3]}))[1].objects
    assert [met.what for met in one_by_one] == ["Astronaut #1", "Astronaut #2", "Astronaut #3"]


def test_same_statement_for_the_same_reason_in_a_row_is_told_once_with_its_number() -> None:
    insert = {"text": "INSERT INTO t", "step": 1, "cause": {"kind": "flush", "by": "Session.flush"}}
    other = insert | {"cause": {"kind": "written", "by": "Session.execute"}}
    row = rows_of(seen({"line": 1}, statements=[insert, insert, other, insert]))[1]
    assert [(sent.index, sent.many) for sent in row.sql] == [(0, 2), (2, 1), (3, 1)]


def test_sessions_have_their_names_where_there_are_several() -> None:
    one, other = {"number": 1, "name": "one"}, {"number": 2, "type": "Crew"}
    found = rows_of(seen({"line": 1, "sessions": [one]}, {"line": 2, "sessions": [other | {"active": False}]}))
    assert [(told.name, told.notes) for row in found for told in row.sessions] == [
        ("one", ("made",)),
        ("Crew 2", ("made", "waits for rollback()")),
    ]
    assert [told.name for told in rows_of(seen({"line": 1, "sessions": [one]}))[1].sessions] == [""]


def test_line_that_the_snippet_does_not_have_has_no_source() -> None:
    assert rows_of(seen({"line": 99}, source="1"))[1].html is None


def test_indentation_is_kept_where_no_column_breaks_it() -> None:
    found = rows_of(seen({"line": 2}, source="with a:\n    b < c"))[1].html
    assert found == "\N{NO-BREAK SPACE}" * 4 + "b &lt; c"


def test_object_rails_change_colour_where_the_state_does() -> None:
    annie = [row.object_rails[0] for row in rows_of(LIFE)]
    assert [(rail.before, rail.kind, rail.happens) for rail in annie[:5]] == [
        ("", "", False),
        ("", "transient", True),
        ("transient", "transient", False),
        ("transient", "pending", True),
        ("pending", "persistent", True),
    ]


def test_of_many_objects_only_those_that_have_a_name_get_rails() -> None:
    crew = [{"number": number, "type": "A", "state": "pending", "name": "each"} for number in range(1, 9)]
    moved = [each | {"name": "" if each["number"] != 5 else "beth"} for each in crew]
    first, *_, last = rows_of(seen({"line": 1, "objects": crew}, {"line": 2, "objects": moved}))
    assert len(first.object_rails) == len(last.object_rails) == 1
    assert len(rows_of(seen({"line": 1, "objects": crew[:6]}))[1].object_rails) == 6


def test_object_that_came_and_went_in_one_line_is_not_called_new() -> None:
    came = {"number": 1, "type": "A", "passed": ["transient", "pending", "persistent"]}
    kept, gone = rows_of(
        seen({"line": 1, "objects": [came | {"state": "persistent"}, came | {"number": 2, "state": "gone"}]})
    )[1].objects
    assert kept.notes == ("new",)
    assert (gone.path, gone.notes) == (("transient", "pending", "persistent", "gone"), ())


def test_rail_ends_with_an_object_that_nothing_refers_to() -> None:
    one = {"number": 1, "type": "A"}
    states = [{"line": line, "objects": [one | {"state": state}]} for line, state in [(1, "pending"), (2, "gone")]]
    rails = [row.object_rails[0] for row in rows_of(seen(*states))[1:]]
    assert [(rail.before, rail.kind) for rail in rails] == [("", "pending"), ("pending", "")]


def test_transaction_rail_runs_from_begin_to_its_end_and_says_which() -> None:
    rails = [row.transaction_rails for row in rows_of(LIFE)]
    assert {len(row) for row in rails} == {1}
    kinds = [row[0].kind for row in rails]
    assert kinds[3:11] == ["", "open", "open", "", "open", "open", "open", ""]
    assert [row[0].ends for row in rails if row[0].ends] == ["commit", "rollback"]


def test_savepoint_is_a_rail_within_and_one_open_before_is_there_from_the_start() -> None:
    marks = [("SAVEPOINT", 1), ("RELEASE", 2), ("COMMIT", 3)]
    found = rows_of(
        seen(
            *({"line": line} for line in (1, 2, 3)),
            steps=[
                {"sessions": [{"number": 1, "in_transaction": True, "connection": 5}]},
                *({"line": line} for line in (1, 2, 3)),
            ],
            statements=[{"text": mark, "mark": mark, "step": step, "connection": 5} for mark, step in marks],
        )
    )
    assert [row.transaction_rails[0].kind for row in found] == ["open", "nested", "open", ""]


def test_mark_that_was_refused_or_stood_alone_ends_no_transaction() -> None:
    marks = [
        {"text": "BEGIN", "mark": "BEGIN", "step": 1},
        {"text": "COMMIT", "mark": "COMMIT", "step": 2, "failed": True},
        {"text": "COMMIT (autocommit)", "mark": "COMMIT", "step": 3},
        {"text": "ROLLBACK", "mark": "ROLLBACK", "step": 4},
    ]
    found = rows_of(seen(*({"line": line} for line in (1, 2, 3, 4)), statements=marks))
    assert [row.transaction_rails[0].kind for row in found] == ["", "open", "open", "open", ""]


def test_end_of_a_with_block_is_told_from_its_beginning() -> None:
    source = "for n in (1, 2):\n    with Session(engine) as session:\n        session.get(Crew, n)\n"
    made, closed = {"sessions": [{"number": 1}]}, {"sessions": [{"number": 1, "closed": True}]}
    one = [{"line": 2, **made}, {"line": 3, **made}, {"line": 2, **closed}]
    two = [{"line": 2}, {"line": 3}, {"line": 2, **closed}, {"line": 2}]
    found = rows_of(seen({"line": 1}, *one, *two, source=source))
    assert [row.leaves for row in found] == [False, False, False, False, True, False, False, True, False]


def test_line_that_runs_twice_and_begins_no_block_ends_none() -> None:
    found = rows_of(seen({"line": 1, "objects": []}, {"line": 1, "sessions": [{"number": 1}]}, source="withdraw()\n"))
    assert not any(row.leaves for row in found)


def test_session_that_closes_says_what_was_lost_with_it() -> None:
    moon = {"number": 1, "type": "Moon", "state": "pending"}
    session = {"number": 1, "name": "session", "in_transaction": True, "new": [1]}
    closed = {"number": 1, "name": "session", "closed": True}
    found = rows_of(
        seen(
            {"line": 1, "objects": [moon], "sessions": [session]},
            {"line": 2, "objects": [moon | {"state": "transient"}], "sessions": [closed]},
        )
    )
    assert [told.notes for told in found[1].sessions] == [("made", "in a transaction", "1 new")]
    assert [told.notes for told in found[2].sessions] == [("closed", "1 new lost")]


def test_object_that_merge_loads_and_changes_tells_what_it_changed() -> None:
    values = [
        {"name": "id", "state": "loaded", "value": "1"},
        {"name": "lastname", "state": "modified", "value": "'Ann'", "old": "'Anne'"},
    ]
    merged = {"number": 1, "type": "Astronaut", "key": "1", "state": "persistent", "attributes": values}
    (met,) = rows_of(seen({"line": 1, "objects": [merged]}))[1].objects
    assert met.notes == ("loaded", "lastname changed")


def test_commit_with_nothing_to_store_is_told_from_one_that_stores() -> None:
    def commits(verb: str) -> bool:
        texts = [("BEGIN (implicit)", "BEGIN"), (f"{verb} something", None), ("COMMIT", "COMMIT")]
        sent = [{"text": text, "mark": mark, "step": 1, "line": 1, "connection": 1} for text, mark in texts]
        row = rows_of(seen({"line": 1}, statements=sent))[1]
        assert (row.marks[1].word, row.transaction_rails[0].ends) == ("COMMIT", "" if row.marks[1].empty else "commit")
        return not row.marks[1].empty

    assert commits("INSERT INTO")
    assert not commits("SELECT")
