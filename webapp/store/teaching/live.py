"""How a class goes: each question one statement, over its members alone."""

from itertools import groupby

from sqlalchemy import Connection, func, select

from webapp.store.tables import ATTEMPTS, MEMBERS, PROGRESS
from webapp.store.teaching.values import ClassStep, Member, MistakeFigures, Tried


def steps(connection: Connection, number: int) -> tuple[ClassStep, ...]:
    """The steps that members have tried."""
    query = (
        select(PROGRESS.c.lesson, PROGRESS.c.step, func.count(), func.count(PROGRESS.c.passed))
        .join_from(MEMBERS, PROGRESS, PROGRESS.c.visitor_id == MEMBERS.c.visitor_id)
        .where(MEMBERS.c.class_id == number)
        .group_by(PROGRESS.c.lesson, PROGRESS.c.step)
    )
    return tuple(ClassStep(*row) for row in connection.execute(query))


def mistakes(connection: Connection, number: int) -> tuple[MistakeFigures, ...]:
    """How often each sentence was given to members, the most frequent first."""
    given = func.count()
    query = (
        select(
            ATTEMPTS.c.lesson,
            ATTEMPTS.c.step,
            ATTEMPTS.c.mistake,
            given,
            func.count(ATTEMPTS.c.visitor_id.distinct()),
        )
        .join_from(MEMBERS, ATTEMPTS, ATTEMPTS.c.visitor_id == MEMBERS.c.visitor_id)
        .where(MEMBERS.c.class_id == number, ATTEMPTS.c.passed.is_(False), ATTEMPTS.c.mistake != "")
        .group_by(ATTEMPTS.c.lesson, ATTEMPTS.c.step, ATTEMPTS.c.mistake)
        .order_by(given.desc(), ATTEMPTS.c.mistake)
    )
    return tuple(MistakeFigures(*row) for row in connection.execute(query))


def roll(connection: Connection, number: int) -> tuple[Member, ...]:
    """The members, in the order in which they joined, each with what they have tried."""
    query = (
        select(
            MEMBERS.c.number,
            MEMBERS.c.name,
            PROGRESS.c.lesson,
            PROGRESS.c.step,
            PROGRESS.c.tries,
            PROGRESS.c.passed,
        )
        .join_from(MEMBERS, PROGRESS, PROGRESS.c.visitor_id == MEMBERS.c.visitor_id, isouter=True)
        .where(MEMBERS.c.class_id == number)
        .order_by(MEMBERS.c.number, PROGRESS.c.lesson, PROGRESS.c.step)
    )
    rows = connection.execute(query)
    return tuple(
        Member(seat, name, [Tried(*row[2:]) for row in tried if row[2] is not None])
        for (seat, name), tried in groupby(rows, key=lambda row: (row[0], row[1]))
    )
