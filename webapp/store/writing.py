"""What the store keeps. Every function here runs in a transaction that writes; the store commits it."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.lessons.start import Start
from webapp.store.codec import snippet_row, start_row, written
from webapp.store.entries import Entry, NewAttempt, NewSnippet, Transcript, position_of
from webapp.store.errors import AlreadyRecordedError, UnknownVisitorError
from webapp.store.tables import AttemptRow, ProgressRow, StartRow, TranscriptRow, VisitorRow


def add_visitor(session: Session) -> str:
    """The id of a new visitor: 128 random bits, safe in a URL."""
    visitor = secrets.token_urlsafe(16)
    session.add(VisitorRow(id=visitor, created=datetime.now(UTC)))
    return visitor


def lock_visitor(session: Session, visitor: str) -> None:
    """Nobody else writes for this visitor until the transaction ends. Raises UnknownVisitorError."""
    # SQLite has no row locks and needs none: its transactions that write come one after the other.
    if session.scalar(select(VisitorRow.id).where(VisitorRow.id == visitor).with_for_update()) is None:
        raise UnknownVisitorError("Nothing is kept of this visitor: the cookie is older than the database.")


def begin_transcript(session: Session, visitor: str, lesson: str, start: Start, step: str | None) -> Transcript:
    """A new transcript, now the current one."""
    _keep_start(session, start)
    row = TranscriptRow(
        visitor_id=visitor,
        lesson=lesson,
        turn=_next_turn(session, visitor, lesson),
        start_digest=start.digest,
        step=step,
        created=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return Transcript(row.id, lesson, start, step, position_of(row.id, None), has_console=False)


def activate(session: Session, visitor: str, lesson: str, transcript_id: int) -> None:
    """Makes that transcript the current one."""
    turn = _next_turn(session, visitor, lesson)
    session.execute(update(TranscriptRow).where(TranscriptRow.id == transcript_id).values(turn=turn))


def add_snippets(
    session: Session, visitor: str, transcript_id: int, snippets: Sequence[NewSnippet]
) -> tuple[Entry, ...]:
    """The snippets as entries, now at the end of the transcript. Raises AlreadyRecordedError."""
    now = datetime.now(UTC)
    rows = [snippet_row(visitor, transcript_id, each, now) for each in snippets]
    session.add_all(rows)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyRecordedError("This submission has been recorded already.") from error
    return tuple(written(row, each.observation) for row, each in zip(rows, snippets, strict=True))


def add_attempt(session: Session, visitor: str, lesson: str, answered: Entry, attempt: NewAttempt) -> Entry:
    """The entry with its verdict, which is kept and counted in the visitor's progress."""
    session.add(
        AttemptRow(
            snippet_id=answered.id,
            visitor_id=visitor,
            lesson=lesson,
            step=attempt.step,
            digest=attempt.digest,
            passed=attempt.passed,
            verdict=json.dumps(attempt.verdict),
        )
    )
    progress = session.get(ProgressRow, (visitor, lesson, attempt.step))
    if progress is None:
        progress = ProgressRow(visitor_id=visitor, lesson=lesson, step=attempt.step, tries=0, passed=None, digest="")
        session.add(progress)
    progress.tries += 1
    if attempt.passed:
        progress.passed = progress.passed or datetime.now(UTC)
        progress.digest = attempt.digest
    return replace(answered, verdict=attempt.verdict)


def _keep_start(session: Session, start: Start) -> None:
    if session.get(StartRow, start.digest) is not None:
        return
    try:
        with session.begin_nested():
            session.add(start_row(start))
    except IntegrityError:
        # Another visitor's transaction has just kept the same start; what has one digest is one start.
        return


def _next_turn(session: Session, visitor: str, lesson: str) -> int:
    mine = (TranscriptRow.visitor_id == visitor, TranscriptRow.lesson == lesson)
    return (session.scalar(select(func.max(TranscriptRow.turn)).where(*mine)) or 0) + 1
