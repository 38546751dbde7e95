"""Classes as their members see them: joining, leaving, and what is kept back for them."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from webapp.store.codec import storable
from webapp.store.resuming import digest_of
from webapp.store.tables import CLASS_STEPS, CLASSES, INSTRUCTORS, MEMBERS
from webapp.store.teaching.values import Invitation, Membership
from webapp.store.writing import lock_visitor

_OPEN = (CLASSES.c.closed.is_(None), INSTRUCTORS.c.revoked.is_(None))


def invitation(connection: Connection, token: str) -> Invitation | None:
    """What a join link leads to; None where it is not, or no more, good."""
    found = (
        select(CLASSES.c.id, CLASSES.c.title, INSTRUCTORS.c.name)
        .join_from(CLASSES, INSTRUCTORS)
        .where(CLASSES.c.digest == digest_of(token), *_OPEN)
    )
    row = connection.execute(found).one_or_none()
    return row and Invitation(*row)


def join(connection: Connection, visitor: str, token: str, name: str | None) -> Invitation | None:
    """Makes the visitor a member; who is one already has the new name. Raises UnknownVisitorError."""
    lock_visitor(connection, visitor)
    found = invitation(connection, token)
    if found is None:
        return None
    name = None if name is None else storable(name)
    mine = (MEMBERS.c.class_id == found.id, MEMBERS.c.visitor_id == visitor)
    if connection.execute(update(MEMBERS).where(*mine).values(name=name)).rowcount:
        return found
    # Asked again: in PostgreSQL its instructor may have closed and deleted it since.
    seat = update(CLASSES).where(CLASSES.c.id == found.id, CLASSES.c.closed.is_(None))
    taken = seat.values(seats=CLASSES.c.seats + 1).returning(CLASSES.c.seats)
    number = connection.execute(taken).scalar_one_or_none()
    if number is None:
        return None
    row = {"class_id": found.id, "visitor_id": visitor, "number": number, "name": name, "joined": datetime.now(UTC)}
    connection.execute(insert(MEMBERS), row)
    return found


def leave(connection: Connection, visitor: str, number: int) -> bool:
    """Whether they were a member of that class."""
    mine = delete(MEMBERS).where(MEMBERS.c.class_id == number, MEMBERS.c.visitor_id == visitor)
    return connection.execute(mine).rowcount > 0


def memberships(connection: Connection, visitor: str) -> tuple[Membership, ...]:
    """The classes that a visitor is in."""
    found = (
        select(
            CLASSES.c.id,
            CLASSES.c.title,
            INSTRUCTORS.c.name,
            MEMBERS.c.number,
            MEMBERS.c.name,
            MEMBERS.c.joined,
            CLASSES.c.closed,
        )
        .join_from(MEMBERS, CLASSES)
        .join(INSTRUCTORS)
        .where(MEMBERS.c.visitor_id == visitor)
        .order_by(MEMBERS.c.joined)
    )
    return tuple(Membership(*row) for row in connection.execute(found))


def kept_back(connection: Connection, visitor: str, lesson: str) -> dict[str, datetime]:
    """The steps of a lesson whose solution a class of theirs keeps back now, each with the moment it opens."""
    found = (
        select(CLASS_STEPS.c.step, CLASSES.c.solutions)
        .join_from(MEMBERS, CLASSES)
        .join(INSTRUCTORS)
        .join(CLASS_STEPS, CLASS_STEPS.c.class_id == CLASSES.c.id)
        .where(MEMBERS.c.visitor_id == visitor, CLASS_STEPS.c.lesson == lesson, *_OPEN)
        .where(CLASSES.c.solutions > datetime.now(UTC))
        .order_by(CLASSES.c.solutions)  # of two classes the later one counts
    )
    return {step: opens for step, opens in connection.execute(found)}  # noqa: C416 - rows are no pairs to mypy
