"""The one use case: run a snippet, grade it where it answers an exercise, record it, in the visitor's turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from webapp.attempts.completing import Completed, complete
from webapp.attempts.grading import Grader
from webapp.attempts.pausing import Pausing
from webapp.attempts.readiness import Readiness
from webapp.attempts.running import KINDS, Running
from webapp.attempts.submission import Done, Submission
from webapp.checks.verdict import Verdict
from webapp.errors import BusyError, ForgottenError, SandboxError, SnippetTooLargeError, StaleStepError
from webapp.lessons.catalogue import Catalogue
from webapp.observation.completion import Completion
from webapp.sandbox.interface import Sandboxes, Turn, Watch
from webapp.store.entries import Standing
from webapp.store.errors import AlreadyRecordedError, StoreError, TranscriptMovedError, UnknownVisitorError
from webapp.store.store import Store

FORGOTTEN = "You asked to be forgotten while this ran, so it was not kept."


class Attempts:
    """Runs, grades and records. One for a process; any number of threads may use it."""

    def __init__(
        self, store: Store, sandboxes: Sandboxes, catalogue: Callable[[], Catalogue], *, longest_snippet: int
    ) -> None:
        """`longest_snippet` is in bytes of UTF-8."""
        self._store = store
        self.sandboxes = sandboxes
        self._catalogue = catalogue
        self._longest = longest_snippet
        self._grader = Grader()
        self.readiness = Readiness(store, sandboxes)
        self.pausing = Pausing(store)

    def run(self, visitor: str, lesson: str, submission: Submission, watch: Watch | None = None) -> Done:
        """Runs a submission in the visitor's sandbox of that lesson and records it.

        Raises UnknownVisitorError, UnknownLessonError, SnippetTooLargeError, StaleStepError, BusyError, PausedError,
        SandboxError, StoreError; then nothing is recorded and the same submission may be sent again.
        """
        # A lone surrogate is no text: neither file nor socket has it.
        text = submission.source.encode("utf-8", "replace")
        if len(text) > self._longest:
            raise SnippetTooLargeError(
                f"This snippet has {len(text):,} bytes; the longest that runs here has {self._longest:,}. "
                "Send it in parts."
            )
        submission = replace(submission, source=text.decode())
        known = self._catalogue().get(lesson)
        running = KINDS[submission.kind](self._store, self._grader, visitor, known, submission, watch)
        standing = self._store.standing(visitor, lesson, submission.id)
        if standing.is_recorded:
            return self._again(visitor, lesson, submission)
        self.pausing.check()
        try:
            with self.sandboxes.turn(visitor, lesson, running.ahead(standing), watch) as turn:
                return self._in_turn(turn, running, standing)
        except UnknownVisitorError as error:  # known just before; nobody may make a new one of them now
            raise ForgottenError(FORGOTTEN) from error

    def _in_turn(self, turn: Turn, running: Running, standing: Standing) -> Done:
        visitor, lesson, sent = running.visitor, running.lesson.id, running.sent
        if turn.seen is None:
            # They may stand elsewhere by now: a repeat waited for its twin, which has been recorded since.
            standing = self._store.standing(visitor, lesson, sent.id)
            if standing.is_recorded:
                return self._again(visitor, lesson, sent)
        try:
            done = running.done(turn, standing)
        except AlreadyRecordedError:  # by somebody who holds this visitor's turn on another machine
            turn.discard()
            return self._again(visitor, lesson, sent)
        except TranscriptMovedError as error:  # on another machine too: what ran did not run at the end
            turn.discard()
            raise BusyError(str(error), retry_after=1) from error
        turn.settle(done.position)
        return done

    def forget(self, visitor: str) -> dict[str, int]:
        """Deletes everything about the visitor, then ends their sandboxes; how many rows went, by table.

        Raises UnknownVisitorError, StoreError. A run in flight is interrupted, and raises ForgottenError.
        """
        lessons = self._store.lessons_of(visitor)
        gone = self._store.forget(visitor)
        for lesson in lessons:
            # One that cannot be reached now is evicted in time; nobody can come back to it.
            with suppress(SandboxError):
                self.sandboxes.interrupt(visitor, lesson)
                with self.sandboxes.turn(visitor, lesson, urgent=True) as turn:
                    turn.discard()
        return gone

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """Interrupts what the visitor runs in that lesson; whether anything ran."""
        return self.sandboxes.interrupt(visitor, lesson)

    def complete(self, visitor: str | None, lesson: str, step: str | None, source: str) -> Completed:
        """What completes a source that ends at the cursor: see `completing.complete`. Nothing is recorded."""
        text = source.encode("utf-8", "replace")
        if len(text) > self._longest or self.pausing.sentence() is not None:
            return Completed(Completion())
        return complete(self._store, self.sandboxes, visitor, self._catalogue().get(lesson), step, text.decode())

    def reset(self, visitor: str, lesson: str) -> None:
        """A fresh start at the lesson's start. Names made in the console can be brought back."""
        start = self._catalogue().get(lesson).start
        with self.sandboxes.turn(visitor, lesson, urgent=True) as turn:
            self._store.record(visitor, lesson, transcript=None, start=start, step=None, snippets=[], attempt=None)
            turn.discard()

    def bring_back(self, visitor: str, lesson: str) -> bool:
        """Makes the last transcript in whose console names were made the current one again; whether there was one."""
        with self.sandboxes.turn(visitor, lesson, urgent=True):
            earlier = self._store.earlier(visitor, lesson)
            if earlier is not None:
                self._store.activate(visitor, lesson, earlier.id)
        return earlier is not None

    def _again(self, visitor: str, lesson: str, sent: Submission) -> Done:
        recorded = self._store.entry(visitor, sent.id)
        if recorded is None:
            raise StoreError("What this brought is not kept any more. Reload the page.")
        same = sent.kind == recorded.kind and sent.step == recorded.step
        if not same or (sent.kind in ("console", "answer") and sent.source != recorded.source):
            raise StaleStepError("This page has sent something else under the same name before. Reload it.")
        transcript = self._store.transcript(visitor, lesson)
        position = transcript.position if transcript else ""
        verdict = Verdict.model_validate(recorded.verdict) if recorded.verdict else None
        return Done((recorded,), position, position, verdict)
