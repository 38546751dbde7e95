"""What is kept of one visitor, and that nothing is once they are forgotten."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from tests.store.making import LESSON, answer, record, snippet
from webapp.store import Store, UnknownVisitorError
from webapp.store.entries import Worked
from webapp.store.own import tables
from webapp.store.tables import Base

SECRET = "print('Annie was here, and only here')"


def used(store: Store) -> str:
    """A visitor with a row in each table."""
    visitor = store.add_visitor()
    record(store, visitor, snippet("s1", SECRET), attempt=answer(passed=True))
    store.take_help(visitor, LESSON, "add-one", "hint", 1)
    store.make_resume_link(visitor)
    store.keep_draft(visitor, LESSON, "add-one", SECRET, 0)
    instructor = store.teaching.log_in(store.teaching.add_instructor(f"Ada of {visitor}"))
    assert instructor is not None
    _, link = store.teaching.make_class(instructor.id, "Tuesday")
    assert store.teaching.join(visitor, link, "Annie") is not None
    return visitor


def rows(url: str) -> dict[str, int]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in Base.metadata.tables}


def test_visitors_rows_are_found_wherever_a_table_has_them() -> None:
    assert {table.name for table in tables()} == {
        name for name, table in Base.metadata.tables.items() if "visitor_id" in table.c
    }


def test_kept_counts_what_is_of_this_visitor(store: Store, visitor: str) -> None:
    used(store)
    mine = used(store)
    record(store, mine, snippet("s2"))
    kept = store.kept(mine)
    assert kept is not None
    assert kept.counts == {
        "transcripts": 2,
        "snippets": 2,
        "attempts": 1,
        "progress": 1,
        "help_taken": 1,
        "resume_links": 1,
        "drafts": 1,
        "members": 1,
    }
    assert kept.passed == 1
    assert kept.link is not None
    assert kept.link.used is None
    empty = store.kept(visitor)
    assert empty is not None
    assert set(empty.counts.values()) == {0}
    assert store.kept("nobody") is None


def test_forgotten_visitor_leaves_no_row_and_others_stay(store: Store, url: str) -> None:
    other = used(store)
    before = rows(url)
    visitor = used(store)
    gone = store.forget(visitor)
    assert set(gone.values()) == {1}, "a new table needs a row in `used`"
    taught = {"instructors": 1, "classes": 1}  # the class is its instructor's, and stays
    assert rows(url) == {name: count + taught.get(name, 0) for name, count in before.items()}
    assert not store.knows(visitor)
    assert store.knows(other)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_forgotten_text_is_not_in_the_file_any_more(store: Store, url: str) -> None:
    visitor = used(store)
    path = Path(make_url(url).database or "")
    store.forget(visitor)
    store.close()  # the write-ahead log goes into the file
    assert SECRET.encode() not in path.read_bytes()
    assert not path.with_name(f"{path.name}-wal").exists()


def test_what_is_recorded_after_forgetting_brings_nobody_back(store: Store, url: str) -> None:
    visitor = store.add_visitor()
    begun = record(store, visitor, snippet("s1"))
    store.forget(visitor)
    before = rows(url)
    with pytest.raises(UnknownVisitorError):
        record(store, visitor, snippet("s2"), into=begun, attempt=answer(passed=True))
    with pytest.raises(UnknownVisitorError):
        record(store, visitor, snippet("s2"))
    with pytest.raises(UnknownVisitorError):
        store.take_help(visitor, LESSON, "add-one", "lines")
    with pytest.raises(UnknownVisitorError):
        store.make_resume_link(visitor)
    with pytest.raises(UnknownVisitorError):
        store.forget(visitor)
    assert rows(url) == before


def test_last_worked_is_where_the_newest_snippet_of_those_lessons_ran(store: Store, visitor: str) -> None:
    lessons = (LESSON, "another")
    assert store.last_worked(visitor, lessons) is None
    record(store, visitor, snippet("s1"))
    record(store, visitor, snippet("s2"), lesson="another")
    record(store, visitor, snippet("s3"), lesson="no lesson of the course")
    assert store.last_worked(visitor, lessons) == Worked("another", None)
    assert store.last_worked(visitor, [LESSON]) == Worked(LESSON, None)
    assert store.last_worked(visitor, []) is None
