"""Which session uses which connection at the moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session
from sqlalchemy.orm.session import _sessions

from webapp.inside.recorder.memory import memory


def driver_of(connection: Connection) -> object:
    """The driver's connection beneath one of SQLAlchemy's, None where it has been given back; connects to nothing."""
    proxied: Any = connection._dbapi_connection
    return None if proxied is None else proxied.dbapi_connection


def sessions_on(driver: object) -> list[Session]:
    """The sessions whose open transactions use this connection of the driver's."""
    return [session for session in list(_sessions.values()) if any(each is driver for each in _drivers_of(session))]


def _drivers_of(session: Session) -> Iterator[object]:
    # Not by the attribute: a visitor's class may have one of that name.
    transaction: Any = memory(session).get("_transaction")
    for used in () if transaction is None else transaction._connections:
        if isinstance(used, Connection):
            yield driver_of(used)
