"""Instructors, and the links they log in by."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from webapp.store.errors import NameTakenError
from webapp.store.resuming import BYTES, digest_of
from webapp.store.tables import INSTRUCTORS
from webapp.store.teaching.values import Instructor

KEY = 16
"""Hexadecimal digits of the digest that a login is known by."""

_GOOD = INSTRUCTORS.c.revoked.is_(None)
_COLUMNS = (
    INSTRUCTORS.c.id,
    INSTRUCTORS.c.name,
    INSTRUCTORS.c.digest,
    INSTRUCTORS.c.created,
    INSTRUCTORS.c.revoked,
)


def add(connection: Connection, name: str) -> str:
    """The token of a new instructor's login link. Raises NameTakenError."""
    token = secrets.token_urlsafe(BYTES)
    try:
        row = {"name": name, "digest": digest_of(token), "created": datetime.now(UTC)}
        connection.execute(insert(INSTRUCTORS), row)
    except IntegrityError as error:
        raise NameTakenError(f"There is an instructor {name} already, or was one; take another name.") from error
    return token


def renew(connection: Connection, name: str) -> str | None:
    """The token of a new link for an instructor, revoked or not; the one before is good no more."""
    token = secrets.token_urlsafe(BYTES)
    made = update(INSTRUCTORS).where(INSTRUCTORS.c.name == name).values(digest=digest_of(token), revoked=None)
    return token if connection.execute(made).rowcount else None


def revoke(connection: Connection, name: str) -> bool:
    """The instructor is none any more; whether there was one."""
    gone = update(INSTRUCTORS).where(INSTRUCTORS.c.name == name, _GOOD).values(revoked=datetime.now(UTC))
    return connection.execute(gone).rowcount > 0


def everyone(connection: Connection) -> tuple[Instructor, ...]:
    """Also those who are none any more, by name."""
    return tuple(_instructor(row) for row in connection.execute(select(*_COLUMNS).order_by(INSTRUCTORS.c.name)))


def by_token(connection: Connection, token: str) -> Instructor | None:
    """Whom a good login link stands for."""
    # What is compared is the digest, so the time that it takes tells nothing of the token.
    row = connection.execute(select(*_COLUMNS).where(INSTRUCTORS.c.digest == digest_of(token), _GOOD)).one_or_none()
    return row and _instructor(row)


def by_key(connection: Connection, number: int, key: str) -> Instructor | None:
    """The instructor of that id, where they are one still and their login link is the same still."""
    row = connection.execute(select(*_COLUMNS).where(INSTRUCTORS.c.id == number, _GOOD)).one_or_none()
    found = row and _instructor(row)
    return found if found and secrets.compare_digest(found.key.encode(), key.encode()) else None


def _instructor(row: Row[int, str, str, datetime, datetime | None]) -> Instructor:
    number, name, digest, created, revoked = row
    return Instructor(number, name, digest[:KEY], created, revoked)
