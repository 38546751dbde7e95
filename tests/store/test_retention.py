from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, update
from sqlalchemy.pool import NullPool

from tests.store.making import LESSON, answer, record, snippet
from webapp.store import Store
from webapp.store.own import tables
from webapp.store.tables import DRAFTS, SNIPPETS, STARTS, VISITORS, Moment

NOW = datetime.now(UTC)
LONG_AGO, LATELY = NOW - timedelta(days=500), NOW - timedelta(days=10)
LIMIT = NOW - timedelta(days=400)


def age(url: str, visitor: str) -> None:
    """Everything of that visitor's happened long ago."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(update(VISITORS).where(VISITORS.c.id == visitor).values(created=LONG_AGO))
        for table in tables():
            moments: dict[str, Any] = {column.name: LONG_AGO for column in table.c if isinstance(column.type, Moment)}
            if moments:
                connection.execute(update(table).where(table.c.visitor_id == visitor).values(**moments))


@pytest.fixture
def old(store: Store, visitor: str, url: str) -> str:
    """A visitor with something of everything, who has not come for 500 days."""
    record(store, visitor, snippet("s1"), attempt=answer(passed=True))
    store.keep_draft(visitor, LESSON, "add-one", "half an ans", 0)
    age(url, visitor)
    return visitor


def count(url: str, table: Any) -> int:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_purge_deletes_all_that_is_kept_of_who_has_not_come(store: Store, old: str, url: str) -> None:
    assert store.purge(LIMIT) == 1
    assert not store.knows(old)
    assert [table.name for table in (*tables(), VISITORS, STARTS) if count(url, table)] == []


def test_purge_keeps_who_has_run_something_since(store: Store, old: str) -> None:
    record(store, old, snippet("s2"))
    assert store.purge(LIMIT) == 0
    assert store.entry(old, "s1")


def test_purge_keeps_who_has_drafted_something_since(store: Store, old: str, url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(update(DRAFTS).values(changed=LATELY))
    assert store.purge(LIMIT) == 0
    assert store.knows(old)


def test_purge_keeps_new_visitors_and_the_starts_of_others(store: Store, old: str, url: str) -> None:
    new = store.add_visitor()
    recorded = record(store, new, snippet("s1"))
    assert store.purge(LIMIT) == 1
    assert store.transcript(new, LESSON) == recorded.transcript
    assert count(url, STARTS) == 1
    assert count(url, SNIPPETS) == 1


def test_purge_deletes_more_than_a_batch(store: Store, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.store.retention.BATCH", 2)
    for _ in range(5):
        age(url, store.add_visitor())
    assert store.purge(LIMIT) == 5
    assert store.purge(LIMIT) == 0
