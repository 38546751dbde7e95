"""The one use case: run a snippet, grade it where it answers an exercise, record it, in the visitor's turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from webapp.attempts.grading import Grader
from webapp.attempts.rebuild import rebuild
from webapp.attempts.submission import Done, Submission
from webapp.checks.verdict import Verdict
from webapp.errors import SnippetTooLargeError, StaleStepError
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.schema import Lesson
from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.interface import Sandboxes, Turn, Watch
from webapp.store.entries import Entry, NewAttempt, NewSnippet
from webapp.store.errors import AlreadyRecordedError
from webapp.store.store import Store


class Attempts:
    """Runs, grades and records. One for a process; any number of threads may use it."""

    def __init__(
        self, store: Store, sandboxes: Sandboxes, catalogue: Callable[[], Catalogue], *, longest_snippet: int
    ) -> None:
        """`longest_snippet` is in bytes of UTF-8."""
        self._store = store
        self._sandboxes = sandboxes
        self._catalogue = catalogue
        self._longest = longest_snippet
        self._grader = Grader()

    def run(self, visitor: str, lesson: str, submission: Submission, watch: Watch | None = None) -> Done:
        """Runs a submission in the visitor's sandbox of that lesson and records it.

        Raises UnknownLessonError, SnippetTooLargeError, StaleStepError, BusyError, SandboxError, StoreError; then
        nothing is recorded and the same submission may be sent again.
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
        run = {"console": self._console, "example": self._example, "answer": self._answer}[submission.kind]
        with self._sandboxes.turn(visitor, lesson) as turn:
            # Only now: a repeat waited for its twin, which has been recorded since.
            recorded = self._store.entry(visitor, submission.id)
            if recorded is not None:
                return self._again(visitor, lesson, submission, recorded)
            try:
                return run(turn, visitor, known, submission, watch)
            except AlreadyRecordedError:  # by somebody who holds this visitor's turn on another machine
                turn.discard()
                recorded = self._store.entry(visitor, submission.id)
                if recorded is None:
                    raise
                return self._again(visitor, lesson, submission, recorded)

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """Interrupts what the visitor runs in that lesson; whether anything ran."""
        return self._sandboxes.interrupt(visitor, lesson)

    def reset(self, visitor: str, lesson: str) -> None:
        """A fresh start at the lesson's start. What was there can be brought back."""
        start = self._catalogue().get(lesson).start
        with self._sandboxes.turn(visitor, lesson) as turn:
            self._store.record(visitor, lesson, transcript=None, start=start, step=None, snippets=[], attempt=None)
            turn.discard()

    def bring_back(self, visitor: str, lesson: str) -> bool:
        """Makes the transcript before the last fresh start the current one again; whether there was one."""
        with self._sandboxes.turn(visitor, lesson):
            earlier = self._store.earlier(visitor, lesson)
            if earlier is not None:
                self._store.activate(visitor, lesson, earlier.id)
        return earlier is not None

    def _console(self, turn: Turn, visitor: str, lesson: Lesson, sent: Submission, watch: Watch | None) -> Done:
        transcript = self._store.transcript(visitor, lesson.id)
        rebuilt: tuple[str, ...] = ()
        if transcript is None:
            turn.rebuild(lesson.start, [])
        elif turn.position != transcript.position:
            rebuilt = rebuild(turn, transcript.start, self._store.entries(transcript.id))
        seen = turn.run(sent.source, watch=watch)
        recorded = self._store.record(
            visitor,
            lesson.id,
            transcript=transcript.id if transcript else None,
            start=transcript.start if transcript else lesson.start,
            step=transcript.step if transcript else None,
            snippets=[_snippet(sent, seen)],
            attempt=None,
        )
        after = recorded.transcript.position
        turn.settle(after)
        return Done(recorded.entries, transcript.position if transcript else "", after, rebuilt=rebuilt)

    def _example(self, turn: Turn, visitor: str, lesson: Lesson, sent: Submission, watch: Watch | None) -> Done:
        number = int(sent.step) if sent.step and sent.step.isdecimal() and len(sent.step) < 6 else 0
        example = lesson.example(number)
        _check_page(sent, lesson.start)
        replaced = self._has_console_names(visitor, lesson)
        turn.rebuild(lesson.start, [])
        snippets = [
            NewSnippet(None, "example", str(before.number), before.code, turn.run(before.code))
            for before in lesson.examples_before(number)
        ]
        own = replace(sent, source=example.code)
        snippets.append(_snippet(own, turn.run(example.code, watch=watch)))
        recorded = self._store.record(
            visitor, lesson.id, transcript=None, start=lesson.start, step=None, snippets=snippets, attempt=None
        )
        after = recorded.transcript.position
        turn.settle(after)
        return Done(recorded.entries, "", after, replaced=replaced)

    def _answer(self, turn: Turn, visitor: str, lesson: Lesson, sent: Submission, watch: Watch | None) -> Done:
        exercise = lesson.exercise(sent.step or "")
        start = lesson.start_of(exercise)
        _check_page(sent, start)
        replaced = self._has_console_names(visitor, lesson)
        seen, verdict = self._grader.answer(turn, lesson, exercise, sent.source, watch)
        attempt = NewAttempt(exercise.id, verdict.passed, verdict.model_dump(mode="json"), exercise.digest)
        recorded = self._store.record(
            visitor,
            lesson.id,
            transcript=None,
            start=start,
            step=exercise.id,
            snippets=[_snippet(sent, seen)],
            attempt=None if verdict.author_fault else attempt,  # an author's fault costs nobody an attempt
        )
        after = recorded.transcript.position
        turn.settle(after)
        return Done(recorded.entries, "", after, verdict, replaced)

    def _has_console_names(self, visitor: str, lesson: Lesson) -> bool:
        transcript = self._store.transcript(visitor, lesson.id)
        return transcript is not None and transcript.has_console

    def _again(self, visitor: str, lesson: str, sent: Submission, recorded: Entry) -> Done:
        same = sent.kind == recorded.kind and sent.step == recorded.step
        if not same or (sent.kind != "example" and sent.source != recorded.source):
            raise StaleStepError("This page has sent something else under the same name before. Reload it.")
        transcript = self._store.transcript(visitor, lesson)
        position = transcript.position if transcript else ""
        verdict = Verdict.model_validate(recorded.verdict) if recorded.verdict else None
        return Done((recorded,), position, position, verdict)


def _check_page(sent: Submission, start: Start) -> None:
    if sent.start not in (None, start.digest):
        raise StaleStepError("This lesson has changed since the page was loaded. Reload the page to get it anew.")


def _snippet(sent: Submission, seen: Observation) -> NewSnippet:
    return NewSnippet(sent.id, sent.kind, sent.step, sent.source, seen)
