"""What reading costs: a fixed number of statements, each by an index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from tests.store.making import LESSON, answer, record, snippet
from webapp.store import Store

READS: dict[str, tuple[Callable[[Store, str], object], int]] = {
    "knows": (lambda store, visitor: store.knows(visitor), 1),
    "entry": (lambda store, visitor: store.entry(visitor, "s3"), 1),
    "transcript": (lambda store, visitor: store.transcript(visitor, LESSON), 3),
    "earlier": (lambda store, visitor: store.earlier(visitor, LESSON), 3),
    "progress": (lambda store, visitor: store.progress(visitor), 1),
    "latest_attempts": (lambda store, visitor: store.latest_attempts(visitor, LESSON), 1),
}


@pytest.fixture
def selects() -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT that any engine runs meanwhile, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", READS)
def test_reading_takes_few_statements_each_by_an_index(
    store: Store, visitor: str, url: str, selects: list[tuple[str, Any]], name: str
) -> None:
    for begin in range(0, 20, 5):
        each = [snippet(f"s{number}") for number in range(begin, begin + 5)]
        record(store, visitor, *each, attempt=answer(passed=True, step=f"step-{begin}"))
    selects.clear()
    read, most = READS[name]
    assert read(store, visitor)
    assert 1 <= len(selects) <= most
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        for statement, parameters in selects[:]:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            assert not [row.detail for row in plan if row.detail.startswith("SCAN")]
