"""One submission run and recorded, in the visitor's turn: in the console, as an example, as an answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from webapp.attempts.gathering import gathered
from webapp.attempts.grading import Grader
from webapp.attempts.rebuild import ENDED, rebuild
from webapp.attempts.submission import Done, Submission
from webapp.checks.plan import probes
from webapp.checks.prediction import judge_prediction
from webapp.checks.verdict import Verdict
from webapp.errors import BusyError, StaleStepError, UnknownLessonError
from webapp.lessons.predictions import Prediction
from webapp.lessons.schema import Graded, Lesson
from webapp.lessons.start import Start
from webapp.lessons.steps import ExampleStep, ExerciseStep
from webapp.observation import Observation
from webapp.sandbox.interface import Ahead, Turn, Watch
from webapp.store.entries import NewAttempt, NewSnippet, Standing
from webapp.store.store import Store


@dataclass(frozen=True, slots=True)
class Running(ABC):
    """What a submission is run with. Every method raises what `Attempts.run` raises."""

    store: Store
    grader: Grader
    visitor: str
    lesson: Lesson
    sent: Submission
    watch: Watch | None

    @abstractmethod
    def ahead(self, standing: Standing) -> Ahead | None:
        """What can be run as soon as the turn begins, if the visitor then still stands there."""

    @abstractmethod
    def done(self, turn: Turn, standing: Standing) -> Done:
        """Runs it, unless that was done ahead, and records it. Raises AlreadyRecordedError too."""

    def _record_afresh(
        self,
        standing: Standing,
        start: Start,
        snippets: Sequence[NewSnippet],
        step: str | None = None,
        attempt: NewAttempt | None = None,
    ) -> Done:
        recorded = self.store.record(
            self.visitor,
            self.lesson.id,
            transcript=None,
            start=start,
            step=step,
            snippets=snippets,
            attempt=attempt,
        )
        replaced = standing.transcript is not None and standing.transcript.has_console
        return Done(
            recorded.entries,
            "",
            recorded.transcript.position,
            replaced=replaced,
            can_bring_back=standing.can_bring_back or replaced,
        )


class Console(Running):
    """Goes on from where the visitor's sandbox stands."""

    def ahead(self, standing: Standing) -> Ahead | None:
        if standing.transcript is None:
            _check_page(self.sent, self.lesson.start)
            return Ahead(None, self.sent.source, start=self.lesson.start)
        return Ahead(standing.transcript.position, self.sent.source)

    def done(self, turn: Turn, standing: Standing) -> Done:
        transcript = standing.transcript
        rebuilt: tuple[str, ...] = ()
        if turn.seen is None and transcript is None:
            turn.rebuild(self.lesson.start, [])
        elif turn.seen is None and transcript is not None and turn.position != transcript.position:
            rebuilt = rebuild(turn, transcript.start, self.store.entries(transcript.id))
        seen = turn.seen or turn.run(self.sent.source, watch=self.watch)
        recorded = self.store.record(
            self.visitor,
            self.lesson.id,
            transcript=transcript,
            start=self.lesson.start,
            step=None,
            snippets=[_snippet(self.sent, seen)],
            attempt=None,
        )
        return Done(
            recorded.entries,
            transcript.position if transcript else "",
            recorded.transcript.position,
            rebuilt=rebuilt,
            can_bring_back=standing.can_bring_back,
        )


class AsExample(Running):
    """A fresh start at the lesson's, with the examples that it continues."""

    def ahead(self, standing: Standing) -> Ahead | None:
        example = self._example()
        if self.lesson.examples_before(example.number):
            return None
        return Ahead(_position(standing), example.code, start=self.lesson.start)

    def done(self, turn: Turn, standing: Standing) -> Done:
        example = self._example()
        snippets: list[NewSnippet] = []
        seen = turn.seen
        if seen is None:
            turn.rebuild(self.lesson.start, [])
            for before in self.lesson.examples_before(example.number):
                seen = turn.run(before.code)
                snippets.append(NewSnippet(None, "example", str(before.number), before.code, seen))
            seen = turn.run(example.code, watch=self.watch)
        snippets.append(_snippet(replace(self.sent, source=example.code), seen))
        return self._record_afresh(standing, self.lesson.start, snippets)

    def _example(self) -> ExampleStep:
        step = self.sent.step
        _check_page(self.sent, self.lesson.start)
        number = int(step) if step and step.isdecimal() and len(step) < 6 else 0
        with _gone(self.sent):
            example = self.lesson.example(number)
        shown = self.sent.source.strip()
        if shown and shown != example.code.strip():  # examples go by number, and this number was another's
            raise StaleStepError(CHANGED)
        return example


class AsAnswer(Running):
    """A fresh start at the exercise's, then the whole answer."""

    def ahead(self, standing: Standing) -> Ahead | None:
        exercise, start = self._exercise()
        return Ahead(_position(standing), self.sent.source, probes(exercise).live, start)

    def done(self, turn: Turn, standing: Standing) -> Done:
        exercise, start = self._exercise()
        seen = turn.seen
        if seen is None:
            turn.rebuild(start, [])
            seen = turn.run(self.sent.source, probes(exercise).live, self.watch)
        verdict = self.grader.verdict(turn, self.lesson, exercise, self.sent.source, seen)
        attempt = _attempt(exercise, verdict, seen)
        kept = None if verdict.author_fault else attempt  # an author's fault costs nobody an attempt
        snippets = [_snippet(self.sent, seen)]
        return replace(self._record_afresh(standing, start, snippets, exercise.id, kept), verdict=verdict)

    def _exercise(self) -> tuple[ExerciseStep, Start]:
        with _gone(self.sent):
            exercise = self.lesson.exercise(self.sent.step or "")
        start = self.lesson.start_of(exercise)
        _check_page(self.sent, start)
        return exercise, start


class AsPrediction(Running):
    """A fresh start at the prediction's, then its code: what was predicted is told against what it does."""

    def ahead(self, standing: Standing) -> Ahead | None:
        prediction, start = self._prediction()
        return Ahead(_position(standing), prediction.code, start=start)

    def done(self, turn: Turn, standing: Standing) -> Done:
        prediction, start = self._prediction()
        seen = turn.seen
        if seen is None:
            turn.rebuild(start, [])
            seen = turn.run(prediction.code, watch=self.watch)
        if seen.outcome in ENDED:  # a full machine, say: the next try may have more luck
            raise BusyError("This could not be run just now; nothing was recorded. Try again.")
        verdict = judge_prediction(prediction, self.sent.source, seen)
        attempt = _attempt(prediction, verdict, seen)
        snippets = [_snippet(replace(self.sent, source=prediction.code), seen)]
        recorded = self._record_afresh(standing, start, snippets, prediction.id, attempt)
        return replace(recorded, verdict=verdict)

    def _prediction(self) -> tuple[Prediction, Start]:
        with _gone(self.sent):
            prediction = self.lesson.prediction(self.sent.step or "")
        start = self.lesson.start_of(prediction)
        _check_page(self.sent, start)
        return prediction, start


CHANGED = "This lesson has changed since the page was loaded. Reload the page to get it anew; what you did is kept."

KINDS: dict[str, type[Running]] = {
    "console": Console,
    "example": AsExample,
    "answer": AsAnswer,
    "prediction": AsPrediction,
}


def _position(standing: Standing) -> str | None:
    return standing.transcript.position if standing.transcript else None


def _check_page(sent: Submission, start: Start) -> None:
    if sent.start not in (None, start.digest):
        raise StaleStepError(CHANGED)


@contextmanager
def _gone(sent: Submission) -> Iterator[None]:
    """A step that a page shows and the lesson has no more is no wrong address: the page is old."""
    try:
        yield
    except UnknownLessonError as error:
        if sent.start is None:
            raise
        raise StaleStepError(CHANGED) from error


def _attempt(step: Graded, verdict: Verdict, seen: Observation) -> NewAttempt:
    mistake, observed = gathered(step, verdict, seen)
    return NewAttempt(step.id, verdict.passed, verdict.model_dump(mode="json"), step.digest, mistake, observed)


def _snippet(sent: Submission, seen: Observation) -> NewSnippet:
    return NewSnippet(sent.id, sent.kind, sent.step, sent.source, seen)
