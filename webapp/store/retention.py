"""What becomes of visitors who have not come for a long time."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, or_, select

from webapp.store.own import forget, tables
from webapp.store.tables import STARTS, TRANSCRIPTS, VISITORS, Moment
from webapp.store.writing import lock_visitor

BATCH = 200


def idle(connection: Connection, before: datetime) -> list[str]:
    """Visitors of whom nothing has been kept since that moment; some of them, where there are many."""
    found = select(VISITORS.c.id).where(_idle(before)).order_by(VISITORS.c.created).limit(BATCH)
    return list(connection.scalars(found))


def forget_idle(connection: Connection, visitor: str, before: datetime) -> bool:
    """Deletes everything about the visitor, unless they have come back since; whether it did.

    Raises UnknownVisitorError.
    """
    lock_visitor(connection, visitor)
    if connection.scalar(select(VISITORS.c.id).where(VISITORS.c.id == visitor, _idle(before))) is None:
        return False
    forget(connection, visitor)
    return True


def drop_unused_starts(connection: Connection) -> int:
    """Deletes the starts that no transcript begins with any more; how many."""
    used = exists().where(TRANSCRIPTS.c.start_digest == STARTS.c.digest)
    return connection.execute(delete(STARTS).where(~used)).rowcount


def _idle(before: datetime) -> ColumnElement[bool]:
    """Whether every moment that is kept of a visitor lies before that one."""
    return and_(VISITORS.c.created < before, *(~since for since in _signs(before)))


def _signs(before: datetime) -> Iterator[ColumnElement[bool]]:
    for table in tables():
        moments = [column >= before for column in table.c if isinstance(column.type, Moment)]
        if moments:
            yield exists().where(table.c.visitor_id == VISITORS.c.id, or_(*moments))
