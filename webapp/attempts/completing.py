"""What completes what a visitor types: in their console, or in an answer they are writing."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.attempts.rebuild import rebuild
from webapp.lessons.schema import Lesson
from webapp.observation.completion import Completion
from webapp.sandbox.interface import Elsewhere, Sandboxes
from webapp.store.store import Store


@dataclass(frozen=True, slots=True)
class Completed:
    """The answer, and sentences on what a sandbox lacks that had to be rebuilt for it."""

    completion: Completion
    rebuilt: tuple[str, ...] = ()


def complete(
    store: Store, sandboxes: Sandboxes, visitor: str | None, lesson: Lesson, step: str | None, source: str
) -> Completed:
    """Completes a source that ends at the cursor. `step` is the exercise it answers; None in the console.

    An answer begins at its exercise's start, whatever the console holds, so a throwaway sandbox there is asked; so is
    one at the lesson's start where the visitor has run nothing yet. Raises UnknownLessonError, SandboxError, BusyError,
    StoreError.
    """
    if step is not None:
        start = lesson.start_of(lesson.exercise(step))
        return Completed(_found(sandboxes.complete(visitor or "", lesson.id, source, start)))
    transcript = store.transcript(visitor, lesson.id) if visitor is not None else None
    if visitor is None or transcript is None:
        return Completed(_found(sandboxes.complete("", lesson.id, source, lesson.start)))
    found = sandboxes.complete(visitor, lesson.id, source, transcript.position)
    if isinstance(found, Completion):
        return Completed(found)
    told: tuple[str, ...] = ()
    with sandboxes.turn(visitor, lesson.id, urgent=True) as turn:
        transcript = store.transcript(visitor, lesson.id)
        if transcript is None:
            return Completed(Completion())
        if turn.position != transcript.position:
            told = rebuild(turn, transcript.start, store.entries(transcript.id))
        turn.settle(transcript.position)
    return Completed(_found(sandboxes.complete(visitor, lesson.id, source, transcript.position)), told)


def _found(answer: Completion | Elsewhere) -> Completion:
    return answer if isinstance(answer, Completion) else Completion()
