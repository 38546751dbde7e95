"""Errors of an object's state: detached, not persistent, deleted, in another session, not loaded on purpose."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Sentences
from webapp.explained.text import code, plain

STATE_PAGE = "orm/session_state_management.html"
API = "orm/session_api.html#sqlalchemy.orm.Session."


def _since(case: Case) -> str:
    line = case.line_of_step(case.detached_step())
    if line is None and case.was_detached():
        return f": {case.it} was detached before this snippet"
    closed = ", when its session was closed" if case.closed_in(case.detached_step()) else ""
    return f": {case.it} was detached in line {line}{closed}" if line is not None else ""


def _lazy_load(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} reads {case.attribute}, which was never loaded, and no session is left that could load it"
        f"{_since(case)}",
        f"Read it while the session is open, or let the query bring it along with `selectinload("
        f"{case.class_attribute[1:-1]})`",
    )


def _deferred(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} reads {case.attribute}, a deferred column that was never loaded, and no session is left that "
        f"could load it{_since(case)}",
        f"Read it while the session is open, or let the query bring it along with `undefer("
        f"{case.class_attribute[1:-1]})`",
    )


def _refresh_detached(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} reads {case.attribute}, whose value has expired, and no session is left that could read "
        f"it again{_since(case)}",
        "Read it before the session ends, or keep values over a commit with `expire_on_commit=False`",
    )


def _other_detached(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} needs the database for {case.it}, which belongs to no session{_since(case)}",
        "Do this while its session is open, or `add` it to an open one first",
    )


def _not_persistent(case: Case) -> Sentences:
    state = case.error.facts.get("state", "")
    told = code(state) or "not persistent"
    first = {"transient": f"Add it and flush first, with {case.call('add')} and {case.call('flush')}"}
    first["pending"] = f"Flush first, with {case.call('flush')}, which gives it a row"
    first["deleted"] = "Its row is deleted: keep what you need of it in variables of your own before the flush"
    return Sentences(
        f"{case.line} wants {case.it} read from its row, but in {case.session} it is {told}, "
        "and only a persistent object has a row to read",
        first.get(state, f"Load or add it in {case.session} first"),
    )


def _no_row(case: Case) -> Sentences:
    what = case.attribute if case.fact("attribute") else case.it
    return Sentences(
        f"{case.line} reads {what} again, but the table has no row with its primary key any more",
        (
            f"Something deleted the row past this session; take {case.it} out of it with `expunge`, or ask with "
            f"{case.call('get')}, which gives `None`"
        ),
    )


def _not_there(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} takes {case.it} out of {case.session}, but it is not in there",
        f"Only what was added or loaded there can be expunged: ask before, with `in {plain(case.session)}`",
    )


def _not_persisted(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} deletes {case.it}, which has no row yet, so there is nothing to delete",
        "Delete objects that were loaded or flushed; one that is only pending leaves the session with `expunge`",
    )


def _deleted(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses {case.it}, whose row was deleted by an earlier flush: it is in the deleted state",
        "Make a new object with the same values, or send this one back with `make_transient` before adding it",
    )


def _raiseload(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} reads {case.attribute}, which was not loaded, and loading it on the way was forbidden by "
        f"{case.group(0) or '`raiseload`'}",
        "Name it in the query's options, with `selectinload` or `undefer`, or leave the `raiseload` out",
    )


def _attached(case: Case) -> Sentences:
    other = case.fact("other_session") or "another session"
    return Sentences(
        f"{case.line} brings {case.it} into {case.session}, but it still belongs to {other}",
        f"An object is in one session at a time: take it out with `expunge`, or bring a copy with {case.call('merge')}",
    )


def _twin(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} adds {case.it} to {case.session}, which already has another object for the same row",
        f"A session keeps one object for a row: use that one, or bring the new values in with {case.call('merge')}",
    )


def _detached(case: Case) -> int | None:
    step = case.detached_step()
    return case.raised_step() if step is None else step


DETACHED = "DetachedInstanceError"
INVALID = "InvalidRequestError"
STATES = (
    Known("lazy-load-detached", DETACHED, _lazy_load, STATE_PAGE, "lazy load operation", step=_detached),
    Known("deferred-load-detached", DETACHED, _deferred, STATE_PAGE, "deferred load operation", step=_detached),
    Known("refresh-detached", DETACHED, _refresh_detached, STATE_PAGE, "refresh operation", step=_detached),
    Known("detached-instance", DETACHED, _other_detached, STATE_PAGE, step=_detached),
    Known("row-gone", "ObjectDeletedError", _no_row, "orm/exceptions.html#sqlalchemy.orm.exc.ObjectDeletedError"),
    Known("row-gone", INVALID, _no_row, f"{API}refresh", "Could not refresh instance"),
    Known("not-persistent", INVALID, _not_persistent, f"{API}refresh", "is not persistent within this Session"),
    Known("not-in-session", INVALID, _not_there, f"{API}expunge", "is not present in this Session"),
    Known("not-persisted", INVALID, _not_persisted, f"{API}delete", "is not persisted"),
    Known("instance-deleted", INVALID, _deleted, STATE_PAGE, "has been deleted"),
    Known(
        "raiseload",
        INVALID,
        _raiseload,
        "orm/queryguide/relationships.html#preventing-unwanted-lazy-loads-using-raiseload",
        "is not available due to (.*)",
    ),
    Known(
        "attached-to-another-session", INVALID, _attached, "orm/session_basics.html", "is already attached to session"
    ),
    Known("same-row-twice", INVALID, _twin, STATE_PAGE, "another instance with key"),
)
