"""What the store answers. Each answer takes one query, however much there is to read."""

from collections import defaultdict

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from webapp.store.codec import answer_of, attempt_of, entry_of, progress_of, transcript_of
from webapp.store.entries import LEAVES_NAMES, Answer, Attempt, Entry, StepProgress, Transcript
from webapp.store.tables import AttemptRow, ProgressRow, SnippetRow, StartRow, TranscriptRow

_IN_IT = SnippetRow.transcript_id == TranscriptRow.id
_HAS_CONSOLE = exists().where(_IN_IT, SnippetRow.kind == "console", SnippetRow.outcome.in_(LEAVES_NAMES))


def entry(session: Session, visitor: str, submission: str) -> Entry | None:
    """The snippet that submission brought."""
    query = _snippets().where(SnippetRow.visitor_id == visitor, SnippetRow.submission == submission)
    found = session.execute(query).one_or_none()
    return found and entry_of(*found)


def entry_by_id(session: Session, visitor: str, lesson: str, number: int) -> Entry | None:
    """The snippet of that id, where it is this visitor's and of that lesson."""
    query = (
        _snippets()
        .join(TranscriptRow, _IN_IT)
        .where(SnippetRow.id == number, SnippetRow.visitor_id == visitor, TranscriptRow.lesson == lesson)
    )
    found = session.execute(query).one_or_none()
    return found and entry_of(*found)


def current(session: Session, visitor: str, lesson: str) -> Transcript | None:
    """The transcript that became current last."""
    found = session.execute(_transcripts(visitor, lesson).limit(1)).one_or_none()
    return found and transcript_of(*found)


def earlier(session: Session, visitor: str, lesson: str) -> Transcript | None:
    """The transcript that was current last before the present one and in whose console names were made."""
    present = _turns(visitor, lesson).limit(1).scalar_subquery()
    query = _transcripts(visitor, lesson).where(TranscriptRow.id != present, _HAS_CONSOLE)
    found = session.execute(query.limit(1)).one_or_none()
    return found and transcript_of(*found)


def entries(session: Session, transcript_id: int) -> tuple[Entry, ...]:
    """The snippets of a transcript, in the order they ran."""
    query = _snippets().where(SnippetRow.transcript_id == transcript_id).order_by(SnippetRow.id)
    return tuple(entry_of(*found) for found in session.execute(query))


def progress(session: Session, visitor: str) -> dict[str, dict[str, StepProgress]]:
    """By lesson, by step."""
    steps: defaultdict[str, dict[str, StepProgress]] = defaultdict(dict)
    for row in session.scalars(select(ProgressRow).where(ProgressRow.visitor_id == visitor)):
        steps[row.lesson][row.step] = progress_of(row)
    return dict(steps)


def latest_attempts(session: Session, visitor: str, lesson: str) -> dict[str, Attempt]:
    """By step."""
    return {row.step: attempt_of(row, snippet) for row, snippet in session.execute(_latest(visitor, lesson))}


def latest_answers(session: Session, visitor: str, lesson: str) -> dict[str, Answer]:
    """By step."""
    return {
        row.step: answer_of(snippet.source, snippet.observation, passed=row.passed)
        for row, snippet in session.execute(_latest(visitor, lesson))
    }


def _latest(visitor: str, lesson: str) -> Select[AttemptRow, SnippetRow]:
    latest = (
        select(func.max(AttemptRow.snippet_id))
        .where(AttemptRow.visitor_id == visitor, AttemptRow.lesson == lesson)
        .group_by(AttemptRow.step)
    )
    return select(AttemptRow, SnippetRow).join(SnippetRow).where(AttemptRow.snippet_id.in_(latest))


def _transcripts(visitor: str, lesson: str) -> Select[TranscriptRow, StartRow, int | None, bool]:
    """What `transcript_of` takes, of each of the visitor's transcripts in that lesson, the latest turn first."""
    last = select(func.max(SnippetRow.id)).where(_IN_IT).scalar_subquery()
    return (
        select(TranscriptRow, StartRow, last, _HAS_CONSOLE)
        .join(StartRow)
        .where(TranscriptRow.visitor_id == visitor, TranscriptRow.lesson == lesson)
        .order_by(TranscriptRow.turn.desc())
    )


def _turns(visitor: str, lesson: str) -> Select[int]:
    mine = (TranscriptRow.visitor_id == visitor, TranscriptRow.lesson == lesson)
    return select(TranscriptRow.id).where(*mine).order_by(TranscriptRow.turn.desc())


def _snippets() -> Select[SnippetRow, str]:
    return select(SnippetRow, AttemptRow.verdict).outerjoin(AttemptRow)
