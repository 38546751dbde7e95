from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.store import Store


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'home' / 'savepoint.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, of each of the two kinds that the store is kept in."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    made: str = request.getfixturevalue("postgres_server").database()
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    store.upgrade()
    yield store
    store.close()


@pytest.fixture
def visitor(store: Store) -> str:
    return store.add_visitor()
