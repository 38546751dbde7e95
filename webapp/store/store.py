"""Everything that lasts: visitors, transcripts, attempts, progress and drafts."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

from webapp.lessons.start import Start
from webapp.store import drafts, helping, own, pausing, reading, resuming, retention, writing
from webapp.store.database import Database
from webapp.store.entries import (
    Answer,
    Attempt,
    Draft,
    Entry,
    Help,
    HelpKind,
    Kept,
    NewAttempt,
    NewSnippet,
    Recorded,
    Standing,
    StepProgress,
    Transcript,
    Worked,
)
from webapp.store.errors import UnknownVisitorError
from webapp.store.standing import Standings
from webapp.store.tables import VisitorRow
from webapp.store.teaching.teaching import Teaching


class Store(Database):
    """The store at a SQLAlchemy URL. Any number of threads may use one, and any number of processes one database.

    What a method has kept is on disk when it returns. Every method raises StoreError where the database does not
    answer; then nothing has changed. Reading knows nothing of a visitor it does not know: None, or empty.
    Opened lazily; a process that forks makes a store on either side. `teaching` is the same store for instructors.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._standings = Standings()
        self.teaching = Teaching(partial(self._connection, self._reader), partial(self._connection, self._writer))

    def answers(self) -> None:
        """Reads something. Raises StoreError where the database, or a table that is needed, is not there."""
        self.knows("")

    def paused(self) -> str | None:
        """Why the operator has switched running off, "" where they gave no reason; None where code runs."""
        with self._connection(self._reader) as connection:
            return pausing.current(connection)

    def pause(self, because: str) -> None:
        """No machine that shares this database runs code from now on, as soon as it looks."""
        with self._connection(self._writer) as connection:
            pausing.begin(connection, because)

    def end_pause(self) -> bool:
        """Code runs again; whether it was off."""
        with self._connection(self._writer) as connection:
            return pausing.end(connection)

    def add_visitor(self) -> str:
        """A new visitor's id: 128 random bits, safe in a URL."""
        with self._connection(self._writer) as connection:
            return writing.add_visitor(connection)

    def knows(self, visitor: str) -> bool:
        with self._session(self._reader) as session:
            return session.get(VisitorRow, visitor) is not None

    def standing(self, visitor: str, lesson: str, submission: str) -> Standing:
        """What a run asks first, in one query. Raises UnknownVisitorError."""
        with self._connection(self._reader) as connection:
            return self._standings.find(connection, visitor, lesson, submission)

    def entry(self, visitor: str, submission: str) -> Entry | None:
        """What was recorded of that submission."""
        with self._session(self._reader) as session:
            return reading.entry(session, visitor, submission)

    def entry_by_id(self, visitor: str, lesson: str, number: int) -> Entry | None:
        """The snippet of that id; None where it is another visitor's, or was run in another lesson."""
        with self._session(self._reader) as session:
            return reading.entry_by_id(session, visitor, lesson, number)

    def transcript(self, visitor: str, lesson: str) -> Transcript | None:
        """The current transcript."""
        with self._session(self._reader) as session:
            return reading.current(session, visitor, lesson)

    def earlier(self, visitor: str, lesson: str) -> Transcript | None:
        """What can be brought back: the transcript that was current last before the present one and in whose console
        names were made."""
        with self._session(self._reader) as session:
            return reading.earlier(session, visitor, lesson)

    def entries(self, transcript_id: int) -> tuple[Entry, ...]:
        """The snippets of a transcript, in the order they ran. Takes longer the more there are."""
        with self._session(self._reader) as session:
            return reading.entries(session, transcript_id)

    def activate(self, visitor: str, lesson: str, transcript_id: int) -> None:
        """Makes that transcript the current one. Raises UnknownVisitorError, UnknownTranscriptError."""
        with self._connection(self._writer) as connection:
            writing.lock_with_transcript(connection, visitor, lesson, transcript_id)
            writing.activate(connection, visitor, lesson, transcript_id)

    def record(
        self,
        visitor: str,
        lesson: str,
        *,
        transcript: Transcript | None,
        start: Start,
        step: str | None,
        snippets: Sequence[NewSnippet],
        attempt: NewAttempt | None,
    ) -> Recorded:
        """Keeps snippets at the end of a transcript, and the attempt that the last of them was, in one transaction.

        With `transcript` None, `start` and `step` begin a new one, which becomes the current one; without snippets too,
        which is a reset. Otherwise the transcript keeps its own.

        Raises AlreadyRecordedError where a submission was recorded before, TranscriptMovedError where the transcript
        does not end any more where it is said to, UnknownVisitorError, UnknownTranscriptError.
        """
        if attempt and not snippets:
            raise ValueError("an attempt needs the snippet that it was")
        with self._connection(self._writer) as connection:
            if transcript is None:
                writing.lock_visitor(connection, visitor)
                before = writing.begin_transcript(connection, visitor, lesson, start, step)
            else:
                before = transcript
                writing.lock_with_transcript(connection, visitor, lesson, before.id)
                writing.check_position(connection, before)
            added = writing.add_snippets(connection, visitor, before.id, snippets)
            if attempt:
                added = (*added[:-1], writing.add_attempt(connection, visitor, lesson, added[-1], attempt))
        self._standings.remember(before.start)
        return Recorded(before.followed_by(added), added)

    def progress(self, visitor: str) -> dict[str, dict[str, StepProgress]]:
        """By lesson, by step."""
        with self._session(self._reader) as session:
            return reading.progress(session, visitor)

    def latest_attempts(self, visitor: str, lesson: str) -> dict[str, Attempt]:
        """The newest attempt at each step."""
        with self._session(self._reader) as session:
            return reading.latest_attempts(session, visitor, lesson)

    def drafts(self, visitor: str, lesson: str) -> dict[str, Draft]:
        """What the visitor has typed in that lesson and not run yet, by step; the console's under the empty name."""
        with self._connection(self._reader) as connection:
            return drafts.drafts(connection, visitor, lesson)

    def keep_draft(self, visitor: str, lesson: str, step: str, text: str | None, version: int) -> tuple[bool, Draft]:
        """Keeps a draft that was made from that version (0: from none); None where nothing is drafted any more.

        True and the draft as it is kept; False and the newer one, where another page has changed it since. The same
        text again is kept already. Raises UnknownVisitorError.
        """
        with self._connection(self._writer) as connection:
            writing.lock_visitor(connection, visitor)
            return drafts.keep_draft(connection, visitor, lesson, step, text, version)

    def latest_answers(self, visitor: str, lesson: str) -> dict[str, Answer]:
        """The text of the newest attempt at each step."""
        with self._session(self._reader) as session:
            return reading.latest_answers(session, visitor, lesson)

    def last_worked(self, visitor: str, among: Collection[str]) -> Worked | None:
        """Where something was run last, in one of those lessons."""
        with self._connection(self._reader) as connection:
            return own.last_worked(connection, visitor, among)

    def take_help(self, visitor: str, lesson: str, step: str, kind: HelpKind, number: int = 0) -> None:
        """Keeps that help was asked for; `number` is a hint's, from 1. Raises UnknownVisitorError."""
        with self._connection(self._writer) as connection:
            helping.take(connection, visitor, lesson, step, kind, number)

    def help_taken(self, visitor: str, lesson: str) -> dict[str, Help]:
        """By step."""
        with self._connection(self._reader) as connection:
            return helping.taken(connection, visitor, lesson)

    def make_resume_link(self, visitor: str) -> str:
        """The token of a new link, 192 random bits; the link of before is revoked. Raises UnknownVisitorError."""
        with self._connection(self._writer) as connection:
            return resuming.make(connection, visitor)

    def revoke_resume_link(self, visitor: str) -> bool:
        """Whether there was one."""
        with self._connection(self._writer) as connection:
            return resuming.revoke(connection, visitor)

    def resume(self, token: str) -> str | None:
        """The visitor whom that link leads to; None where it is not, or no more, good."""
        with self._connection(self._writer) as connection:
            return resuming.use(connection, token)

    def kept(self, visitor: str) -> Kept | None:
        """What is kept of a visitor, counted."""
        with self._connection(self._reader) as connection:
            return own.kept(connection, visitor)

    def lessons_of(self, visitor: str) -> tuple[str, ...]:
        """The lessons in which the visitor has run something."""
        with self._connection(self._reader) as connection:
            return own.lessons(connection, visitor)

    def purge(self, before: datetime) -> int:
        """Deletes all that is kept of visitors who have not come since that moment; how many they were.

        Each is a transaction of its own, so nobody waits long for it, and who comes back meanwhile stays.
        """
        gone = 0
        while True:
            with self._connection(self._reader) as connection:
                found = retention.idle(connection, before)
            went = sum(self._purged(visitor, before) for visitor in found)
            gone += went
            if not went:
                break
        with self._connection(self._writer) as connection:
            retention.drop_unused_starts(connection)
        return gone

    def _purged(self, visitor: str, before: datetime) -> bool:
        with suppress(UnknownVisitorError), self._connection(self._writer) as connection:
            return retention.forget_idle(connection, visitor, before)
        return False

    def forget(self, visitor: str) -> dict[str, int]:
        """Deletes the visitor and every row of theirs, in one transaction; how many, by table.

        Raises UnknownVisitorError. Whatever of theirs is recorded afterwards raises it too.
        """
        with self._connection(self._writer) as connection:
            return own.forget(connection, visitor)
