"""The database at a URL: opened, brought up to date, and told of where it does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from webapp.store import silence
from webapp.store.engine import WRITES, make_engine, transaction


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
        # Alembic takes as long to import as all of SQLAlchemy, and most who open a store never migrate it.
        from webapp.store import migrate

        migrate.upgrade(self._url)

    def check(self) -> None:
        """Raises OutdatedError where the tables are older than this version, and StoreError where the database does not
        answer. Newer tables are served: an older web goes on while a release is prepared.
        """
        from webapp.store import migrate  # as above

        migrate.check(self._url)

    @contextmanager
    def _connection(self, engine: Engine) -> Iterator[Connection]:
        with silence.told(), transaction(engine) as connection:
            yield connection

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with silence.told(), Session(engine) as session, session.begin():
            yield session
