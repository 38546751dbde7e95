"""Drafts: what a visitor has typed and not run yet, with a version that tells whether another page has changed it."""

from datetime import UTC, datetime

from sqlalchemy import BindParameter, Connection, bindparam, insert, select, update

from webapp.store.codec import storable
from webapp.store.entries import Draft
from webapp.store.tables import DRAFTS

_VISITOR: BindParameter[str] = bindparam("of_visitor")
_LESSON: BindParameter[str] = bindparam("in_lesson")
_STEP: BindParameter[str] = bindparam("at_step")
_IN_LESSON = (DRAFTS.c.visitor_id == _VISITOR, DRAFTS.c.lesson == _LESSON)
_THIS = (*_IN_LESSON, DRAFTS.c.step == _STEP)

_DRAFTS = select(DRAFTS.c.step, DRAFTS.c.text, DRAFTS.c.version, DRAFTS.c.changed).where(*_IN_LESSON)
_DRAFT = select(DRAFTS.c.text, DRAFTS.c.version, DRAFTS.c.changed).where(*_THIS)
_ADD = insert(DRAFTS)
_SET = (
    update(DRAFTS)
    .where(*_THIS)
    .values(text=bindparam("to_text"), version=bindparam("to_version"), changed=bindparam("to_changed"))
)


def drafts(connection: Connection, visitor: str, lesson: str) -> dict[str, Draft]:
    """By step; the console's under the empty name."""
    found = connection.execute(_DRAFTS, {"of_visitor": visitor, "in_lesson": lesson})
    return {step: Draft(text, version, changed) for step, text, version, changed in found}


def keep_draft(
    connection: Connection, visitor: str, lesson: str, step: str, text: str | None, version: int
) -> tuple[bool, Draft]:
    """See `Store.keep_draft`. The visitor is locked, so nobody writes between the look and the change."""
    text = None if text is None else storable(text)
    where = {"of_visitor": visitor, "in_lesson": lesson, "at_step": step}
    row = connection.execute(_DRAFT, where).one_or_none()
    now = row and Draft(row.text, row.version, row.changed)
    if now and now.text == text:  # also a request that was sent again because its answer was lost
        return True, now
    if now and now.version != version:
        return False, now
    kept = Draft(text, (now.version if now else version) + 1, datetime.now(UTC))
    if now:
        new = {"to_text": text, "to_version": kept.version, "to_changed": kept.changed}
        connection.execute(_SET, where | new)
    else:
        new = {"text": text, "version": kept.version, "changed": kept.changed}
        connection.execute(_ADD, {"visitor_id": visitor, "lesson": lesson, "step": step} | new)
    return True, kept
