"""What the store answers. Each answer takes one or two queries, however much there is to read."""

from collections import defaultdict

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.store.codec import attempt_of, entry_of, progress_of, start_of
from webapp.store.entries import Attempt, Entry, StepProgress, Transcript
from webapp.store.tables import AttemptRow, ProgressRow, SnippetRow, StartRow, TranscriptRow


def entry(session: Session, visitor: str, submission: str) -> Entry | None:
    """The snippet that submission brought."""
    query = _snippets().where(SnippetRow.visitor_id == visitor, SnippetRow.submission == submission)
    found = session.execute(query).one_or_none()
    return found and entry_of(*found)


def current(session: Session, visitor: str, lesson: str) -> int | None:
    """The id of the transcript that became current last."""
    return session.scalar(_turns(visitor, lesson).limit(1))


def earlier(session: Session, visitor: str, lesson: str) -> int | None:
    """The id of the transcript that was current last before the present one and has snippets."""
    has_snippets = select(SnippetRow.id).where(SnippetRow.transcript_id == TranscriptRow.id).exists()
    present = _turns(visitor, lesson).limit(1).scalar_subquery()
    return session.scalar(_turns(visitor, lesson).where(TranscriptRow.id != present, has_snippets).limit(1))


def transcript(session: Session, transcript_id: int, until: int | None = None) -> Transcript:
    """A transcript that exists, with its snippets; with `until`, those up to that one."""
    whole = select(TranscriptRow, StartRow).join(StartRow).where(TranscriptRow.id == transcript_id)
    row, start = session.execute(whole).one()
    query = _snippets().where(SnippetRow.transcript_id == transcript_id).order_by(SnippetRow.id)
    if until is not None:
        query = query.where(SnippetRow.id <= until)
    entries = tuple(entry_of(*found) for found in session.execute(query))
    return Transcript(id=row.id, lesson=row.lesson, start=start_of(start), step=row.step, entries=entries)


def progress(session: Session, visitor: str) -> dict[str, dict[str, StepProgress]]:
    """By lesson, by step."""
    steps: defaultdict[str, dict[str, StepProgress]] = defaultdict(dict)
    for row in session.scalars(select(ProgressRow).where(ProgressRow.visitor_id == visitor)):
        steps[row.lesson][row.step] = progress_of(row)
    return dict(steps)


def latest_attempts(session: Session, visitor: str, lesson: str) -> dict[str, Attempt]:
    """By step."""
    latest = (
        select(func.max(AttemptRow.snippet_id))
        .where(AttemptRow.visitor_id == visitor, AttemptRow.lesson == lesson)
        .group_by(AttemptRow.step)
    )
    query = select(AttemptRow, SnippetRow).join(SnippetRow).where(AttemptRow.snippet_id.in_(latest))
    return {row.step: attempt_of(row, snippet) for row, snippet in session.execute(query)}


def _turns(visitor: str, lesson: str) -> Select[int]:
    mine = (TranscriptRow.visitor_id == visitor, TranscriptRow.lesson == lesson)
    return select(TranscriptRow.id).where(*mine).order_by(TranscriptRow.turn.desc())


def _snippets() -> Select[SnippetRow, str]:
    return select(SnippetRow, AttemptRow.verdict).outerjoin(AttemptRow)
