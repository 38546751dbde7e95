"""What the store keeps. Every function here runs in a transaction that writes; the store commits it.

In SQLAlchemy's Core: a visitor waits for this at every run, and the unit of work takes longer than the database.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from webapp.lessons.start import Start
from webapp.store.codec import entry_of_new, snippet_values, start_values, storable
from webapp.store.entries import Entry, NewAttempt, NewSnippet, Transcript, position_of
from webapp.store.errors import AlreadyRecordedError, TranscriptMovedError, UnknownTranscriptError, UnknownVisitorError
from webapp.store.tables import ATTEMPTS, PROGRESS, SNIPPETS, STARTS, TRANSCRIPTS, VISITORS

UNKNOWN = "Nothing is kept of this visitor: the cookie is older than the database."

_VISITOR: BindParameter[str] = bindparam("of_visitor")
_LESSON: BindParameter[str] = bindparam("in_lesson")
_STEP: BindParameter[str] = bindparam("at_step")
_TRANSCRIPT: BindParameter[int] = bindparam("the_transcript")
_MINE = (TRANSCRIPTS.c.visitor_id == _VISITOR, TRANSCRIPTS.c.lesson == _LESSON)

# Made once: putting a statement together takes longer than SQLite takes to run it.
# SQLite has no row locks and needs none: its transactions that write come one after the other.
_LOCK = select(VISITORS.c.id).where(VISITORS.c.id == _VISITOR).with_for_update()
_LATEST_TURN = select(func.max(TRANSCRIPTS.c.turn)).where(*_MINE)
_LOCK_WITH_TRANSCRIPT = (
    select(VISITORS.c.id, TRANSCRIPTS.c.id)
    .outerjoin(TRANSCRIPTS, and_(TRANSCRIPTS.c.id == _TRANSCRIPT, *_MINE))
    .where(VISITORS.c.id == _VISITOR)
    .with_for_update(of=VISITORS)
)
_LAST_SNIPPET = select(func.max(SNIPPETS.c.id)).where(SNIPPETS.c.transcript_id == _TRANSCRIPT)
_ACTIVATE = update(TRANSCRIPTS).where(TRANSCRIPTS.c.id == _TRANSCRIPT).values(turn=bindparam("to"))
_ADD_VISITOR = insert(VISITORS)
_ADD_TRANSCRIPT = insert(TRANSCRIPTS).returning(TRANSCRIPTS.c.id)
_ADD_SNIPPET = insert(SNIPPETS).returning(SNIPPETS.c.id)
_ADD_ATTEMPT = insert(ATTEMPTS)
_KEPT_START = select(literal(1)).where(STARTS.c.digest == bindparam("digest"))
_ADD_START = insert(STARTS)
_AT_STEP = (PROGRESS.c.visitor_id == _VISITOR, PROGRESS.c.lesson == _LESSON, PROGRESS.c.step == _STEP)
_PROGRESS = select(PROGRESS.c.tries, PROGRESS.c.passed, PROGRESS.c.digest).where(*_AT_STEP)
_ADD_PROGRESS = insert(PROGRESS)
_SET_PROGRESS = (
    update(PROGRESS)
    .where(*_AT_STEP)
    .values(tries=bindparam("to_tries"), passed=bindparam("to_passed"), digest=bindparam("to_digest"))
)


def add_visitor(connection: Connection) -> str:
    """The id of a new visitor: 128 random bits, safe in a URL."""
    visitor = secrets.token_urlsafe(16)
    connection.execute(_ADD_VISITOR, {"id": visitor, "created": datetime.now(UTC)})
    return visitor


def lock_visitor(connection: Connection, visitor: str) -> None:
    """Nobody else writes for this visitor until the transaction ends. Raises UnknownVisitorError."""
    if connection.scalar(_LOCK, {"of_visitor": visitor}) is None:
        raise UnknownVisitorError(UNKNOWN)


def lock_with_transcript(connection: Connection, visitor: str, lesson: str, transcript_id: int) -> None:
    """The same, where the visitor has a transcript of that id in that lesson. Raises UnknownTranscriptError too."""
    wanted = {"the_transcript": transcript_id, "of_visitor": visitor, "in_lesson": lesson}
    found = connection.execute(_LOCK_WITH_TRANSCRIPT, wanted).one_or_none()
    if found is None:
        raise UnknownVisitorError(UNKNOWN)
    if found[1] is None:
        raise UnknownTranscriptError(f"There is no transcript {transcript_id} of this visitor's in {lesson}.")


def check_position(connection: Connection, transcript: Transcript) -> None:
    """Whether the transcript still ends where it is believed to, once its visitor is locked: two machines may have run
    a snippet in it at the same time. Raises TranscriptMovedError.
    """
    # A statement of its own: PostgreSQL reads what a lock was waited for with the eyes of before the wait.
    last = connection.scalar(_LAST_SNIPPET, {"the_transcript": transcript.id})
    if position_of(transcript.id, last) != transcript.position:
        raise TranscriptMovedError("Something else of yours ran here meanwhile, so this did not count. Run it again.")


def begin_transcript(connection: Connection, visitor: str, lesson: str, start: Start, step: str | None) -> Transcript:
    """A new transcript, now the current one."""
    _keep_start(connection, start)
    row = {
        "visitor_id": visitor,
        "lesson": lesson,
        "turn": _next_turn(connection, visitor, lesson),
        "start_digest": start.digest,
        "step": step,
        "created": datetime.now(UTC),
    }
    number = connection.execute(_ADD_TRANSCRIPT, row).scalar_one()
    return Transcript(number, lesson, start, step, position_of(number, None), has_console=False)


def activate(connection: Connection, visitor: str, lesson: str, transcript_id: int) -> None:
    """Makes that transcript the current one."""
    turn = _next_turn(connection, visitor, lesson)
    connection.execute(_ACTIVATE, {"the_transcript": transcript_id, "to": turn})


def add_snippets(
    connection: Connection, visitor: str, transcript_id: int, snippets: Sequence[NewSnippet]
) -> tuple[Entry, ...]:
    """The snippets as entries, now at the end of the transcript. Raises AlreadyRecordedError."""
    now = datetime.now(UTC)
    added = []
    for each in snippets:
        try:
            number = connection.execute(_ADD_SNIPPET, snippet_values(visitor, transcript_id, each, now)).scalar_one()
        except IntegrityError as error:
            raise AlreadyRecordedError("This submission has been recorded already.") from error
        added.append(entry_of_new(number, each, now))
    return tuple(added)


def add_attempt(connection: Connection, visitor: str, lesson: str, answered: Entry, attempt: NewAttempt) -> Entry:
    """The entry with its verdict, which is kept and counted in the visitor's progress."""
    row = {
        "snippet_id": answered.id,
        "visitor_id": visitor,
        "lesson": lesson,
        "step": attempt.step,
        "digest": attempt.digest,
        "passed": attempt.passed,
        "verdict": json.dumps(attempt.verdict),
        "mistake": storable(attempt.mistake),
        "observed": attempt.observed,
    }
    connection.execute(_ADD_ATTEMPT, row)
    _count(connection, visitor, lesson, attempt)
    return replace(answered, verdict=attempt.verdict)


def _count(connection: Connection, visitor: str, lesson: str, attempt: NewAttempt) -> None:
    where = {"of_visitor": visitor, "in_lesson": lesson, "at_step": attempt.step}
    before = connection.execute(_PROGRESS, where).one_or_none()
    tries, passed, digest = before or (0, None, "")
    if attempt.passed:
        passed, digest = passed or datetime.now(UTC), attempt.digest
    if before is None:
        first = {"visitor_id": visitor, "lesson": lesson, "step": attempt.step}
        connection.execute(_ADD_PROGRESS, first | {"tries": 1, "passed": passed, "digest": digest})
    else:
        connection.execute(_SET_PROGRESS, where | {"to_tries": tries + 1, "to_passed": passed, "to_digest": digest})


def _keep_start(connection: Connection, start: Start) -> None:
    if connection.scalar(_KEPT_START, {"digest": start.digest}) is not None:
        return
    try:
        with connection.begin_nested():
            connection.execute(_ADD_START, start_values(start))
    except IntegrityError:
        # Another visitor's transaction has just kept the same start; what has one digest is one start.
        return


def _next_turn(connection: Connection, visitor: str, lesson: str) -> int:
    return (connection.scalar(_LATEST_TURN, {"of_visitor": visitor, "in_lesson": lesson}) or 0) + 1
