"""One submission run and recorded, in the visitor's turn: in the console, as an example, as an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from webapp.attempts.grading import Grader
from webapp.attempts.rebuild import rebuild
from webapp.attempts.submission import Done, Submission
from webapp.errors import StaleStepError
from webapp.lessons.schema import Lesson
from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.interface import Turn, Watch
from webapp.store.entries import NewAttempt, NewSnippet, Recorded, Standing
from webapp.store.store import Store


@dataclass(frozen=True, slots=True)
class Running:
    """What a submission is run with. `standing` is where the visitor stood when their turn began."""

    store: Store
    grader: Grader
    turn: Turn
    visitor: str
    lesson: Lesson
    sent: Submission
    standing: Standing
    watch: Watch | None

    def done(self) -> Done:
        """Runs and records it. Raises what `Attempts.run` raises, and AlreadyRecordedError."""
        return {"console": self._console, "example": self._example, "answer": self._answer}[self.sent.kind]()

    def _console(self) -> Done:
        transcript = self.standing.transcript
        rebuilt: tuple[str, ...] = ()
        if transcript is None:
            self.turn.rebuild(self.lesson.start, [])
        elif self.turn.position != transcript.position:
            rebuilt = rebuild(self.turn, transcript.start, self.store.entries(transcript.id))
        seen = self.turn.run(self.sent.source, watch=self.watch)
        recorded = self.store.record(
            self.visitor,
            self.lesson.id,
            transcript=transcript,
            start=self.lesson.start,
            step=None,
            snippets=[_snippet(self.sent, seen)],
            attempt=None,
        )
        before = transcript.position if transcript else ""
        can_bring_back = self.standing.can_bring_back
        return Done(
            recorded.entries, before, recorded.transcript.position, rebuilt=rebuilt, can_bring_back=can_bring_back
        )

    def _example(self) -> Done:
        step = self.sent.step
        number = int(step) if step and step.isdecimal() and len(step) < 6 else 0
        example = self.lesson.example(number)
        self._check_page(self.lesson.start)
        self.turn.rebuild(self.lesson.start, [])
        snippets = [
            NewSnippet(None, "example", str(before.number), before.code, self.turn.run(before.code))
            for before in self.lesson.examples_before(number)
        ]
        own = replace(self.sent, source=example.code)
        snippets.append(_snippet(own, self.turn.run(example.code, watch=self.watch)))
        recorded = self.store.record(
            self.visitor,
            self.lesson.id,
            transcript=None,
            start=self.lesson.start,
            step=None,
            snippets=snippets,
            attempt=None,
        )
        return self._afresh(recorded)

    def _answer(self) -> Done:
        exercise = self.lesson.exercise(self.sent.step or "")
        start = self.lesson.start_of(exercise)
        self._check_page(start)
        seen, verdict = self.grader.answer(self.turn, self.lesson, exercise, self.sent.source, self.watch)
        attempt = NewAttempt(exercise.id, verdict.passed, verdict.model_dump(mode="json"), exercise.digest)
        recorded = self.store.record(
            self.visitor,
            self.lesson.id,
            transcript=None,
            start=start,
            step=exercise.id,
            snippets=[_snippet(self.sent, seen)],
            attempt=None if verdict.author_fault else attempt,  # an author's fault costs nobody an attempt
        )
        return replace(self._afresh(recorded), verdict=verdict)

    def _afresh(self, recorded: Recorded) -> Done:
        return Done(
            recorded.entries,
            "",
            recorded.transcript.position,
            replaced=self.standing.transcript is not None and self.standing.transcript.has_console,
            can_bring_back=self.standing.can_bring_back or self.standing.has_snippets,
        )

    def _check_page(self, start: Start) -> None:
        if self.sent.start not in (None, start.digest):
            raise StaleStepError("This lesson has changed since the page was loaded. Reload the page to get it anew.")


def _snippet(sent: Submission, seen: Observation) -> NewSnippet:
    return NewSnippet(sent.id, sent.kind, sent.step, sent.source, seen)
