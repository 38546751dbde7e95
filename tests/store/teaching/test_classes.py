"""Classes: whose they are, who is in them, what they keep back, how they go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from psycopg import connect

from tests.postgres import Postgres
from tests.store.making import LESSON, answer, record, snippet
from tests.store.teaching.conftest import instructor_of
from tests.waiting import until
from webapp.store import NewAttempt, Store
from webapp.store.teaching.values import ClassStep, Instructor

SOON = timedelta(hours=1)


def test_class_is_not_there_for_another_instructor(store: Store, ada: Instructor, grace: Instructor) -> None:
    number, token = store.teaching.make_class(ada.id, "Tuesday")
    teaching = store.teaching
    assert [each.title for each in teaching.classes(ada.id)] == ["Tuesday"]
    assert teaching.classes(grace.id) == ()
    assert teaching.a_class(grace.id, number) is None
    assert teaching.renew_join_link(grace.id, number) is None
    assert not teaching.close_class(grace.id, number, closed=True)
    assert not teaching.open_solutions(grace.id, number, datetime.now(UTC))
    assert not teaching.assign(grace.id, number, [(LESSON, "add-one")])
    assert teaching.assigned(number) == frozenset()
    mine = teaching.a_class(ada.id, number)
    assert mine is not None
    assert (mine.closed, mine.solutions) == (None, None)
    assert teaching.invitation(token) is not None


def test_closed_class_is_deleted_with_its_names_and_nothing_else(
    store: Store, ada: Instructor, grace: Instructor
) -> None:
    teaching, visitor = store.teaching, store.add_visitor()
    (number, token), (other, _) = teaching.make_class(ada.id, "Tuesday"), teaching.make_class(ada.id, "Friday")
    teaching.assign(ada.id, number, [("keep", "keep-one")])
    teaching.join(visitor, token, "Annie")
    assert not teaching.drop_class(ada.id, number), "it is open"
    teaching.close_class(ada.id, number, closed=True)
    assert not teaching.drop_class(grace.id, number), "it is not hers"
    assert teaching.drop_class(ada.id, number)
    assert not teaching.drop_class(ada.id, number), "it has gone"
    assert [each.id for each in teaching.classes(ada.id)] == [other]
    assert (teaching.roll(number), teaching.assigned(number), teaching.memberships(visitor)) == ((), frozenset(), ())
    assert store.knows(visitor)


def test_who_joins_while_the_class_is_deleted_is_told_that_the_link_is_not_good(postgres_server: Postgres) -> None:
    url = postgres_server.database()
    store = Store(url)
    store.upgrade()
    number, token = store.teaching.make_class(instructor_of(store, "Ada").id, "Tuesday")
    visitor = store.add_visitor()
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with ThreadPoolExecutor(1) as pool, connect(url) as deleting, connect(url, autocommit=True) as looking:
        deleting.execute("UPDATE classes SET closed = now() WHERE id = %s", [number])
        deleting.execute("DELETE FROM classes WHERE id = %s", [number])
        joining = pool.submit(store.teaching.join, visitor, token, "Annie")
        until(lambda: looking.execute(waiting).fetchone())
        deleting.commit()
        assert joining.result() is None
    assert store.teaching.memberships(visitor) == ()
    store.close()


def test_member_is_known_by_a_number_and_a_name_only_if_they_give_one(store: Store, ada: Instructor) -> None:
    number, token = store.teaching.make_class(ada.id, "Tuesday")
    first, second = store.add_visitor(), store.add_visitor()
    store.teaching.join(first, token, None)
    store.teaching.join(second, token, "Annie")
    store.teaching.join(second, token, "Annie M.")
    assert [(each.number, each.name) for each in store.teaching.roll(number)] == [(1, None), (2, "Annie M.")]
    (mine,) = store.teaching.memberships(second)
    assert (mine.title, mine.instructor, mine.number, mine.name) == ("Tuesday", "Ada", 2, "Annie M.")
    assert store.teaching.leave_class(second, number)
    assert not store.teaching.leave_class(second, number)
    store.teaching.join(second, token, None)
    assert [each.number for each in store.teaching.roll(number)] == [1, 3], "no number is given twice"
    store.forget(first)
    assert [each.number for each in store.teaching.roll(number)] == [3]


def test_join_link_is_good_until_renewed_closed_or_its_instructor_is_revoked(store: Store, ada: Instructor) -> None:
    teaching, visitor = store.teaching, store.add_visitor()
    number, old = teaching.make_class(ada.id, "Tuesday")
    assert teaching.join(visitor, "guessed", None) is None
    new = teaching.renew_join_link(ada.id, number) or ""
    assert (teaching.invitation(old), teaching.invitation(new) is not None) == (None, True)
    teaching.close_class(ada.id, number, closed=True)
    assert teaching.join(visitor, new, None) is None
    teaching.close_class(ada.id, number, closed=False)
    assert teaching.join(visitor, new, None) is not None
    teaching.revoke_instructor("Ada")
    assert teaching.invitation(new) is None
    assert [each.title for each in teaching.memberships(visitor)] == ["Tuesday"], "who is in it sees that still"


def test_solutions_of_assigned_steps_are_kept_back_from_members_until_they_open(store: Store, ada: Instructor) -> None:
    teaching, visitor, other = store.teaching, store.add_visitor(), store.add_visitor()
    number, token = teaching.make_class(ada.id, "Tuesday")
    teaching.join(visitor, token, None)
    teaching.assign(ada.id, number, [(LESSON, "add-one"), (LESSON, "add-one"), ("another", "add-two")])
    assert teaching.kept_back(visitor, LESSON) == {}, "open at all times unless said otherwise"
    opens = datetime.now(UTC).replace(microsecond=0) + SOON
    teaching.open_solutions(ada.id, number, opens)
    assert teaching.kept_back(visitor, LESSON) == {"add-one": opens}
    assert teaching.kept_back(other, LESSON) == {}
    teaching.open_solutions(ada.id, number, datetime.now(UTC) - SOON)
    assert teaching.kept_back(visitor, LESSON) == {}
    teaching.open_solutions(ada.id, number, opens)
    teaching.close_class(ada.id, number, closed=True)
    assert teaching.kept_back(visitor, LESSON) == {}
    teaching.close_class(ada.id, number, closed=False)
    teaching.revoke_instructor("Ada")
    assert teaching.kept_back(visitor, LESSON) == {}


def test_class_counts_its_members_alone(store: Store, ada: Instructor) -> None:
    number, token = store.teaching.make_class(ada.id, "Tuesday")
    members = [store.add_visitor() for _ in range(3)]
    stranger = store.add_visitor()
    for each in members:
        store.teaching.join(each, token, None)
    record(store, members[0], snippet(), attempt=answer(passed=True))
    for each in (members[1], members[1], stranger):
        record(store, each, snippet(), attempt=NewAttempt("add-one", False, {}, "v1", mistake="Nobody committed."))
    assert store.teaching.class_steps(number) == (ClassStep(LESSON, "add-one", tried=2, passed=1),)
    (mistake,) = store.teaching.class_mistakes(number)
    assert (mistake.says, mistake.given, mistake.students) == ("Nobody committed.", 2, 1)
    roll = store.teaching.roll(number)
    assert [[each.tries for each in member.tried] for member in roll] == [[1], [2], []]
    assert [[each.passed is not None for each in member.tried] for member in roll] == [[True], [False], []]
    mine = store.teaching.a_class(ada.id, number)
    assert mine is not None
    assert mine.members == 3
