"""The store's tables brought to this version, by whichever command comes first."""

from __future__ import annotations

from contextlib import closing

from webapp.cli.home import as_owner, make_home
from webapp.cli.telling import tell
from webapp.config import Settings
from webapp.store.errors import OutdatedError, StoreError
from webapp.store.store import Store


def upgrade_tables(settings: Settings) -> None:
    """Makes or changes them, and a SQLite file where there is none, as whom it belongs to. Raises SavepointError."""
    with as_owner(settings):
        if not settings.database_url:
            make_home(settings)
        with closing(Store(settings.store_url)) as store:
            store.upgrade()


def look_at_tables(settings: Settings) -> None:
    """Of a hosted database, which the release migrates before servers start. Raises OutdatedError where it has not.

    One that does not answer now may do so later: that is told, and the server starts.
    """
    with closing(Store(settings.store_url)) as store:
        try:
            store.check()
        except OutdatedError:
            raise
        except StoreError as error:
            tell(f"{error} Pages are served; what is run waits for it.", error=True)
