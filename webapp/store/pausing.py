"""The operator's switch: while a pause has not ended, no machine that shares this database runs code."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from webapp.store.tables import PAUSES


def current(connection: Connection) -> str | None:
    """Why code does not run now, "" where no reason was given; None where it runs."""
    last = select(PAUSES.c.because).where(PAUSES.c.ended.is_(None)).order_by(PAUSES.c.id.desc()).limit(1)
    return connection.scalar(last)


def begin(connection: Connection, because: str) -> None:
    """From now on no code runs. One that lasts already gets this reason."""
    connection.execute(insert(PAUSES).values(because=because, since=datetime.now(UTC)))


def end(connection: Connection) -> bool:
    """From now on code runs; whether it was off."""
    ended = update(PAUSES).where(PAUSES.c.ended.is_(None)).values(ended=datetime.now(UTC))
    return connection.execute(ended).rowcount > 0
