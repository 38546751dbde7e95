"""Links by which a visitor goes on at another device: one at a time, each good until the next is made."""

import hashlib
import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from webapp.store.entries import ResumeLink
from webapp.store.tables import RESUME_LINKS
from webapp.store.writing import lock_visitor

BYTES = 24
"""Random bytes of a token: 192 bits, 32 characters that are safe in a URL."""

_GOOD = RESUME_LINKS.c.revoked.is_(None)


def make(connection: Connection, visitor: str) -> str:
    """The token of a new link, which is kept nowhere; those of before are revoked. Raises UnknownVisitorError."""
    lock_visitor(connection, visitor)
    revoke(connection, visitor)
    token = secrets.token_urlsafe(BYTES)
    row = {"visitor_id": visitor, "digest": digest_of(token), "created": datetime.now(UTC)}
    connection.execute(insert(RESUME_LINKS), row)
    return token


def revoke(connection: Connection, visitor: str) -> bool:
    """No link of theirs is good any more; whether one was."""
    mine = update(RESUME_LINKS).where(RESUME_LINKS.c.visitor_id == visitor, _GOOD)
    return connection.execute(mine.values(revoked=datetime.now(UTC))).rowcount > 0


def use(connection: Connection, token: str) -> str | None:
    """The visitor whom a good link leads to; when it was last used is kept."""
    # What is compared is the digest, which tells nothing of a token that nearly fits: no time that this takes does.
    link = (RESUME_LINKS.c.digest == digest_of(token), _GOOD)
    visitor: str | None = connection.scalar(select(RESUME_LINKS.c.visitor_id).where(*link))
    if visitor is not None:
        connection.execute(update(RESUME_LINKS).where(*link).values(used=datetime.now(UTC)))
    return visitor


def link_of(connection: Connection, visitor: str) -> ResumeLink | None:
    """The good link of a visitor, where there is one."""
    found = select(RESUME_LINKS.c.created, RESUME_LINKS.c.used).where(RESUME_LINKS.c.visitor_id == visitor, _GOOD)
    row = connection.execute(found).one_or_none()
    return row and ResumeLink(row.created, row.used)


def digest_of(token: str) -> str:
    """What is kept of a token. It is as random as a key, so nothing slower than a plain digest is needed."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
