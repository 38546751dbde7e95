"""The database at a URL: opened, brought up to date, and told of where it does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from webapp.store import migrate
from webapp.store.engine import WRITES, make_engine
from webapp.store.errors import StoreError


class Database:
    """Connections and sessions, each a transaction of its own, for reading or for writing."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._reader = make_engine(url)
        self._writer = self._reader.execution_options(**{WRITES: True})

    def close(self) -> None:
        self._reader.dispose()

    def upgrade(self) -> None:
        """The tables as this version needs them. Raises StoreError, saying why; then nothing has changed."""
        migrate.upgrade(self._url)

    @contextmanager
    def _connection(self, engine: Engine) -> Iterator[Connection]:
        with _silent_as_store_error(), engine.begin() as connection:
            yield connection

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with _silent_as_store_error(), Session(engine) as session, session.begin():
            yield session


@contextmanager
def _silent_as_store_error() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeoutError) as error:
        raise StoreError("The database does not answer, so nothing was kept. Try again in a moment.") from error
