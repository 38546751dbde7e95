"""Classes as their instructors keep them. Every function asks whose class it is: another's is not there."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from webapp.store.resuming import BYTES, digest_of
from webapp.store.tables import CLASS_STEPS, CLASSES, MEMBERS
from webapp.store.teaching.values import Class, Step

_MEMBERS = select(func.count()).where(MEMBERS.c.class_id == CLASSES.c.id).scalar_subquery()
_CLASS = select(
    CLASSES.c.id,
    CLASSES.c.title,
    CLASSES.c.created,
    CLASSES.c.closed,
    CLASSES.c.solutions,
    CLASSES.c.token,
    _MEMBERS.label("members"),
)


def make(connection: Connection, instructor: int, title: str) -> tuple[int, str]:
    """The id of a new class, and the token of its join link."""
    token = secrets.token_urlsafe(BYTES)
    row = {"instructor_id": instructor, "title": title, "digest": digest_of(token), "token": token, "seats": 0}
    made = insert(CLASSES).returning(CLASSES.c.id)
    return connection.execute(made, row | {"created": datetime.now(UTC)}).scalar_one(), token


def renew_link(connection: Connection, instructor: int, number: int) -> str | None:
    """The token of a new join link; by the one before nobody joins any more."""
    token = secrets.token_urlsafe(BYTES)
    return token if _set(connection, instructor, number, digest=digest_of(token), token=token) else None


def close(connection: Connection, instructor: int, number: int, *, closed: bool) -> bool:
    """A closed class takes nobody, and keeps no solution back."""
    return _set(connection, instructor, number, closed=datetime.now(UTC) if closed else None)


def open_solutions(connection: Connection, instructor: int, number: int, when: datetime | None) -> bool:
    """When solutions can be asked for; None for always."""
    return _set(connection, instructor, number, solutions=when)


def assign(connection: Connection, instructor: int, number: int, steps: Iterable[Step]) -> bool:
    """These steps, and no others, are assigned."""
    if not _set(connection, instructor, number, seats=CLASSES.c.seats):  # a lock, and the question whose it is
        return False
    connection.execute(delete(CLASS_STEPS).where(CLASS_STEPS.c.class_id == number))
    rows = [{"class_id": number, "lesson": lesson, "step": step} for lesson, step in dict.fromkeys(steps)]
    if rows:
        connection.execute(insert(CLASS_STEPS), rows)
    return True


def remove(connection: Connection, instructor: int, number: int, seat: int) -> bool:
    """The member of that number is none any more; whether there was one. What they did stays theirs."""
    mine = select(CLASSES.c.id).where(CLASSES.c.instructor_id == instructor, CLASSES.c.id == number)
    gone = delete(MEMBERS).where(MEMBERS.c.class_id.in_(mine), MEMBERS.c.number == seat)
    return connection.execute(gone).rowcount > 0


def drop(connection: Connection, instructor: int, number: int) -> bool:
    """A closed class goes, with its members' numbers and names; whether there was one. What they did stays theirs."""
    mine = CLASSES.c.instructor_id == instructor, CLASSES.c.id == number, CLASSES.c.closed.is_not(None)
    # The first statement writes, so that nobody opens or joins it before it is gone.
    if connection.execute(update(CLASSES).where(*mine).values(seats=CLASSES.c.seats)).rowcount == 0:
        return False
    connection.execute(delete(CLASS_STEPS).where(CLASS_STEPS.c.class_id == number))
    connection.execute(delete(MEMBERS).where(MEMBERS.c.class_id == number))
    connection.execute(delete(CLASSES).where(CLASSES.c.id == number))
    return True


def of(connection: Connection, instructor: int) -> tuple[Class, ...]:
    """An instructor's classes, the newest first."""
    mine = _CLASS.where(CLASSES.c.instructor_id == instructor).order_by(CLASSES.c.id.desc())
    return tuple(Class(*row) for row in connection.execute(mine))


def one(connection: Connection, instructor: int, number: int) -> Class | None:
    """A class of theirs."""
    row = connection.execute(_CLASS.where(CLASSES.c.instructor_id == instructor, CLASSES.c.id == number)).one_or_none()
    return row and Class(*row)


def assigned(connection: Connection, number: int) -> frozenset[Step]:
    """The steps of a class."""
    found = select(CLASS_STEPS.c.lesson, CLASS_STEPS.c.step).where(CLASS_STEPS.c.class_id == number)
    return frozenset((lesson, step) for lesson, step in connection.execute(found))


def _set(connection: Connection, instructor: int, number: int, **values: object) -> bool:
    mine = update(CLASSES).where(CLASSES.c.instructor_id == instructor, CLASSES.c.id == number)
    return connection.execute(mine.values(**values)).rowcount > 0
