"""What is kept of one visitor, over all tables: counted, and deleted.

Every table that has a `visitor_id` is meant, also one that is added later.
"""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Select, Table, delete, func, select

from webapp.store.entries import Kept, Worked
from webapp.store.resuming import link_of
from webapp.store.tables import PROGRESS, SNIPPETS, TRANSCRIPTS, VISITORS, Base
from webapp.store.writing import lock_visitor


def tables() -> Iterator[Table]:
    """The tables with rows of visitors', those that refer to others first."""
    return (table for table in reversed(Base.metadata.sorted_tables) if "visitor_id" in table.c)


def kept(connection: Connection, visitor: str) -> Kept | None:
    """What there is of them; None for a visitor who is not known."""
    since = connection.scalar(select(VISITORS.c.created).where(VISITORS.c.id == visitor))
    if since is None:
        return None
    counts = {table.name: connection.scalar(_count(table, visitor)) or 0 for table in tables()}
    passed = select(func.count()).where(PROGRESS.c.visitor_id == visitor, PROGRESS.c.passed.is_not(None))
    return Kept(since, counts, connection.scalar(passed) or 0, link_of(connection, visitor))


def forget(connection: Connection, visitor: str) -> dict[str, int]:
    """Deletes them; how many rows went from each table. Raises UnknownVisitorError."""
    # Who records meanwhile waits for the lock, and then finds that there is no such visitor.
    lock_visitor(connection, visitor)
    gone = {}
    for table in tables():
        gone[table.name] = connection.execute(delete(table).where(table.c.visitor_id == visitor)).rowcount
    connection.execute(delete(VISITORS).where(VISITORS.c.id == visitor))
    return gone


def lessons(connection: Connection, visitor: str) -> tuple[str, ...]:
    """The lessons in which they have run something, so may have a sandbox."""
    found = select(TRANSCRIPTS.c.lesson).where(TRANSCRIPTS.c.visitor_id == visitor).distinct()
    return tuple(connection.scalars(found))


def last_worked(connection: Connection, visitor: str, among: Collection[str]) -> Worked | None:
    """Where they ran something last, in one of those lessons."""
    found = (
        select(TRANSCRIPTS.c.lesson, SNIPPETS.c.kind, SNIPPETS.c.step, TRANSCRIPTS.c.step)
        .join_from(SNIPPETS, TRANSCRIPTS, SNIPPETS.c.transcript_id == TRANSCRIPTS.c.id)
        .where(SNIPPETS.c.visitor_id == visitor, TRANSCRIPTS.c.lesson.in_(among))
        .order_by(SNIPPETS.c.id.desc())
        .limit(1)
    )
    row = connection.execute(found).one_or_none()
    if row is None:
        return None
    lesson, kind, step, begun = row
    # The console goes on from the answer that its transcript began with; an example has a number, and no id.
    return Worked(lesson, {"console": begun, "example": None}.get(kind, step))


def _count(table: Table, visitor: str) -> Select[int]:
    return select(func.count()).select_from(table).where(table.c.visitor_id == visitor)
