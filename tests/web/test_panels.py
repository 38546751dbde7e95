"""What each panel says where there is little or much to show."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from tests.web.observed import LIFE, table
from tests.web.reading import visible_rows, words
from webapp.observation import Observation, Outcome
from webapp.store.entries import Entry
from webapp.web.fragments import panes
from webapp.web.look import Look


@pytest.fixture(autouse=True)
def context(app: Flask) -> Any:
    with app.test_request_context():
        yield


def shown(at: int | None = None, **seen: Any) -> dict[str, str]:
    observation = Observation.model_validate({"outcome": "ok"} | seen)
    return panes(Look(Entry(1, None, "console", None, "", observation, None, datetime.now(UTC)), at))


@pytest.mark.parametrize(
    ("outcome", "why"),
    [("refused", "refused before its first line"), ("killed", "Python ended"), ("crashed", "Python ended")],
)
def test_timeline_without_steps_says_why(outcome: Outcome, why: str) -> None:
    panels = shown(outcome=outcome)
    assert why in words(panels["timeline"])
    assert "stepper" not in panels["looked_at"]
    assert ("refused" if outcome == "refused" else "lost") in words(panels["session"])


def test_snippet_of_which_no_line_ran_says_so() -> None:
    assert "nothing to step through" in words(shown(steps=[{}])["timeline"])


def test_line_that_raised_is_told_with_what_ended_the_snippet() -> None:
    steps = [{}, {"line": 1, "raised": True}, {"line": 2, "raised": True}, {"line": 1}]
    error = {"type": "DetachedInstanceError", "message": "Instance <A> is not bound to a Session", "line": 2}
    timeline = words(shown(outcome="error", steps=steps, error=error)["timeline"])
    assert "An exception left this line. DetachedInstanceError left this line." in timeline
    assert timeline.count("raised") == 2


def test_what_was_left_out_is_said() -> None:
    panels = shown(
        steps=[{}, {"line": 1, "objects": [{"number": 1, "type": "A", "state": "pending"}]}],
        steps_left_out=1200,
        objects_left_out=7,
        statements=[{"text": "SELECT 1"}],
        statements_left_out=2,
    )
    assert "1,200 lines more" in words(panels["timeline"])
    assert "7 objects more" in words(panels["session"])
    assert "2 statements more" in words(panels["sql"])


def test_session_says_what_it_waits_for() -> None:
    one = {"number": 1, "name": "s", "in_transaction": True}
    for more, says in [
        ({}, "in transaction"),
        ({"nesting": 2}, "2 savepoints deep"),
        ({"active": False}, "waits for rollback()"),
        ({"closed": True}, "closed"),
        ({"in_transaction": False}, "no transaction"),
        ({"autoflush": False}, "no autoflush"),
        ({"expire_on_commit": False}, "keeps values on commit"),
    ]:
        assert says in words(shown(steps=[{}, {"line": 1, "sessions": [one | more]}])["session"])


def test_session_closed_before_the_snippet_is_not_shown() -> None:
    closed = {"number": 1, "name": "old", "closed": True}
    assert "old" not in words(shown(steps=[{"sessions": [closed]}, {"line": 1}])["session"])


def test_session_that_the_snippet_used_comes_first() -> None:
    old, used = {"number": 1, "name": "old"}, {"number": 2, "name": "used"}
    session = shown(steps=[{"sessions": [old, used]}, {"line": 1, "sessions": [used | {"in_transaction": True}]}])[
        "session"
    ]
    assert session.index("<code>used") < session.index("<code>old")


def test_objects_beyond_the_first_forty_are_told_by_name() -> None:
    crew = [{"number": number, "type": "A", "state": "persistent"} for number in range(1, 51)]
    session = shown(steps=[{}, {"line": 1, "objects": crew}])["session"]
    assert session.count('class="life"') == 40
    assert "And 10 more: A #41" in words(session)


def test_shared_connection_is_said_with_what_follows() -> None:
    assert "Every session of engine shares one connection" in words(shown(tables=[table()])["tables"])
    assert "shares one connection" not in words(shown(tables=[table(shared=False)])["tables"])


def test_both_views_of_a_table_stand_in_the_same_rows() -> None:
    rows = [
        {"values": [1, "a"]},
        {"values": [2, "new"], "mark": "changed", "others": [2, "old"]},
        {"values": [3, "c"], "mark": "gone"},
        {"values": [4, "d"], "mark": "inserted"},
    ]
    html = shown(tables=[table(*rows, columns=["id", "b"])])["tables"]
    assert visible_rows(html, hidden="theirs") == [
        "committed 1 a",
        "~ changed, not committed 2 new",
        "\N{MINUS SIGN} deleted, not committed 3 c",
        "+ inserted, not committed 4 d",
    ]
    assert visible_rows(html, hidden="mine") == ["committed 1 a", "committed 2 old", "committed 3 c"]
    assert '<td class="differs">new</td>' in html
    assert '<span class="mine">3 rows</span><span class="theirs">3 rows</span>' in html


def test_table_that_others_do_not_have_or_alone_have_says_so() -> None:
    assert "does not exist for others yet" in words(shown(tables=[table(others_total=None)])["tables"])
    assert "others still see it" in words(shown(tables=[table(dropped=True)])["tables"])


def test_sql_can_be_copied_without_what_is_no_sql() -> None:
    statements = [
        {"text": "BEGIN (implicit)", "mark": "BEGIN"},
        {"text": "SAVEPOINT sa_1", "mark": "SAVEPOINT"},
        {"text": "SELECT 1", "failed": True},
    ]
    html = shown(statements=statements)["sql"]
    assert 'data-sql="BEGIN"' in html
    assert 'data-sql="SAVEPOINT sa_1"' in html
    assert "refused by the database" in html


def test_timeline_is_a_table_with_a_header_for_each_row() -> None:
    timeline = panes(Look(Entry(1, None, "console", None, "", LIFE, None, datetime.now(UTC))))["timeline"]
    assert timeline.count('role="rowheader" scope="row"') == 13
    assert timeline.count('role="columnheader" scope="col"') == 5
    assert 'aria-current="step"' in timeline


def test_table_is_marked_as_changed_for_others_only_where_they_see_it() -> None:
    row = {"values": [1, "Annie", "Montrose"]}
    open_work, committed = table(row | {"mark": "inserted"}), table(row)
    steps = [{"tables": [table()]}, {"line": 1, "tables": [open_work]}, {"line": 2, "tables": [committed]}]
    assert '<span class="touched mine">' in shown(1, steps=steps, tables=[committed])["tables"]
    assert '<span class="touched">' in shown(2, steps=steps, tables=[committed])["tables"]


def test_object_that_is_let_go_is_told_in_words() -> None:
    moon = {"number": 1, "type": "Moon", "state": "gone", "passed": ["persistent"]}
    steps = [{}, {"line": 1, "objects": [moon | {"state": "pending", "passed": []}]}, {"line": 2, "objects": [moon]}]
    told = words(shown(steps=steps)["timeline"])
    assert "went from pending to persistent; then Python let it go, because nothing refers to it any more." in told
    alone = words(shown(steps=[{"objects": [moon | {"state": "persistent", "passed": []}]}, steps[2]])["timeline"])
    assert "Moon #1 is gone: Python let it go, because nothing refers to it any more." in alone


def test_session_that_sends_nothing_is_told_beside_its_objects() -> None:
    moon = {"number": 1, "type": "Moon", "state": "pending"}
    session = {"number": 1, "name": "session", "in_transaction": True, "new": [1]}
    step = {"line": 1, "objects": [moon], "sessions": [session]}
    told = words(shown(steps=[{"sessions": [{"number": 1}]}, step])["timeline"])
    assert "The session: in a transaction, 1 new. BEGIN is sent with its first statement." in told
