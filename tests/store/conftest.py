from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'home' / 'savepoint.sqlite3'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    store.upgrade()
    yield store
    store.close()


@pytest.fixture
def visitor(store: Store) -> str:
    return store.add_visitor()
