"""The help that visitors asked for, step by step."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from webapp.store.entries import Help, HelpKind
from webapp.store.tables import HELP
from webapp.store.writing import lock_visitor


def take(connection: Connection, visitor: str, lesson: str, step: str, kind: HelpKind, number: int) -> None:
    """Keeps that they asked for it: for hint `number` (from 1), the lines or the solution. What was asked for stays so,
    and the first time counts. Raises UnknownVisitorError."""
    lock_visitor(connection, visitor)
    here = (HELP.c.visitor_id == visitor, HELP.c.lesson == lesson, HELP.c.step == step)
    row = connection.execute(select(HELP.c.hints, HELP.c.lines, HELP.c.solution).where(*here)).one_or_none()
    before = Help() if row is None else Help(*row)
    now = datetime.now(UTC)
    values = {
        "hints": max(before.hints, number) if kind == "hint" else before.hints,
        "lines": before.lines or (now if kind == "lines" else None),
        "solution": before.solution or (now if kind == "solution" else None),
    }
    if row is None:
        connection.execute(insert(HELP), {"visitor_id": visitor, "lesson": lesson, "step": step, **values})
    else:
        connection.execute(update(HELP).where(*here).values(values))


def taken(connection: Connection, visitor: str, lesson: str) -> dict[str, Help]:
    """By step."""
    query = select(HELP.c.step, HELP.c.hints, HELP.c.lines, HELP.c.solution)
    found = connection.execute(query.where(HELP.c.visitor_id == visitor, HELP.c.lesson == lesson))
    return {step: Help(hints, lines, solution) for step, hints, lines, solution in found}
