"""What the store keeps. Every function here runs in a transaction that writes; the store commits it."""

import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.lessons.start import Start
from webapp.store.codec import start_row, storable, text_of
from webapp.store.entries import NewAttempt, NewSnippet
from webapp.store.errors import AlreadyRecordedError, UnknownTranscriptError, UnknownVisitorError
from webapp.store.tables import AttemptRow, ProgressRow, SnippetRow, StartRow, TranscriptRow, VisitorRow


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


def begin_transcript(session: Session, visitor: str, lesson: str, start: Start, step: str | None) -> int:
    """The id of a new transcript, now the current one."""
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
    return row.id


def find_transcript(session: Session, visitor: str, lesson: str, transcript_id: int) -> TranscriptRow:
    """The visitor's transcript of that id in that lesson. Raises UnknownTranscriptError."""
    row = session.get(TranscriptRow, transcript_id)
    if row is None or (row.visitor_id, row.lesson) != (visitor, lesson):
        raise UnknownTranscriptError(f"There is no transcript {transcript_id} of this visitor's in {lesson}.")
    return row


def activate(session: Session, visitor: str, lesson: str, transcript_id: int) -> None:
    """Makes that transcript the current one."""
    find_transcript(session, visitor, lesson, transcript_id).turn = _next_turn(session, visitor, lesson)


def add_snippets(session: Session, visitor: str, transcript_id: int, snippets: Sequence[NewSnippet]) -> list[int]:
    """The ids of the snippets, now at the end of the transcript. Raises AlreadyRecordedError."""
    now = datetime.now(UTC)
    rows = [
        SnippetRow(
            visitor_id=visitor,
            transcript_id=transcript_id,
            submission=each.submission,
            kind=each.kind,
            step=each.step,
            source=storable(each.source),
            observation=text_of(each.observation),
            created=now,
        )
        for each in snippets
    ]
    session.add_all(rows)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyRecordedError("This submission has been recorded already.") from error
    return [row.id for row in rows]


def add_attempt(session: Session, visitor: str, lesson: str, snippet_id: int, attempt: NewAttempt) -> None:
    """Keeps the verdict on that snippet and counts it in the visitor's progress."""
    session.add(
        AttemptRow(
            snippet_id=snippet_id,
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
