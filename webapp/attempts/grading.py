"""Answers to exercises: run at the exercise's start, looked at, compared with what the solution does."""

from __future__ import annotations

from webapp.attempts.rebuild import AGAIN, ENDED
from webapp.checks.evidence import Evidence
from webapp.checks.judge import judge
from webapp.checks.plan import needs_reference, probes
from webapp.checks.verdict import Verdict
from webapp.errors import BusyError
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExerciseStep
from webapp.observation import Observation, Probe, Probed
from webapp.sandbox.interface import Turn


class Grader:
    """Judges answers. Keeps what each exercise's solution does, which is computed once for a version of it."""

    def __init__(self) -> None:
        self._references: dict[tuple[str, str], Evidence] = {}

    def verdict(self, turn: Turn, lesson: Lesson, exercise: ExerciseStep, source: str, seen: Observation) -> Verdict:
        """The verdict on an answer that ran in the visitor's live sandbox, and was looked at by its live probes."""
        wanted = probes(exercise)
        judged, probed = self._values(turn, lesson, exercise, source, Evidence(seen, paired(wanted.live, seen)))
        return judge(exercise, Evidence(judged, probed), self._reference(turn, lesson, exercise))

    def evidence(
        self, turn: Turn, lesson: Lesson, exercise: ExerciseStep, source: str
    ) -> tuple[Evidence, Evidence | None]:
        """What an author's answer does, of which nothing stays, and what it is judged by besides: the solution's doing,
        where one is needed.
        """
        wanted = probes(exercise)
        # Rows are looked at before values, whose code may change them, so one run does for both. The solution too is
        # run for itself: one that gives something else each time would else agree with itself.
        seen = self._apart(turn, lesson, exercise, source, (*wanted.live, *wanted.throwaway))
        return seen, self._reference(turn, lesson, exercise)

    def _values(
        self, turn: Turn, lesson: Lesson, exercise: ExerciseStep, source: str, seen: Evidence
    ) -> tuple[Observation, dict[Probe, Probed]]:
        """The answer run once more, in a throwaway sandbox, to look at its values.

        Where that run does not end by itself, it is the one that is judged: nothing can be said of values.
        """
        wanted = probes(exercise).throwaway
        if not wanted or seen.observation.outcome not in AGAIN:
            return seen.observation, dict(seen.probed)
        apart = self._apart(turn, lesson, exercise, source, wanted, interruptible=True)
        judged = apart.observation if apart.observation.outcome in ENDED else seen.observation
        return judged, {**seen.probed, **apart.probed}

    def _reference(self, turn: Turn, lesson: Lesson, exercise: ExerciseStep) -> Evidence | None:
        if not needs_reference(exercise):
            return None
        key = (exercise.digest, lesson.start_of(exercise).digest)
        if key not in self._references:
            wanted = probes(exercise)
            both = (*wanted.live, *wanted.throwaway)
            reference = self._apart(turn, lesson, exercise, exercise.solution, both)
            if reference.observation.outcome in ENDED:  # a full machine, say: the next answer may have more luck
                raise BusyError("This exercise could not be checked just now; nothing was recorded. Run it again.")
            self._references[key] = reference
        return self._references[key]

    @staticmethod
    def _apart(
        turn: Turn,
        lesson: Lesson,
        exercise: ExerciseStep,
        source: str,
        wanted: tuple[Probe, ...],
        *,
        interruptible: bool = False,
    ) -> Evidence:
        start = lesson.start_of(exercise)
        (seen,) = turn.run_apart(start, [source], wanted, interruptible=interruptible)
        return Evidence(seen, paired(wanted, seen))


def paired(wanted: tuple[Probe, ...], seen: Observation) -> dict[Probe, Probed]:
    """What each probe saw."""
    # A run that was refused, killed or interrupted looked at nothing.
    return dict(zip(wanted, seen.probes, strict=False))
