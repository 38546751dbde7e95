"""What a run must look at, so that an exercise can be judged afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.lessons.expectations import Check, Expectation, OutputCheck, RowsCheck, ValueCheck
from webapp.lessons.schema import ExerciseStep
from webapp.observation import Probe


@dataclass(frozen=True, slots=True)
class Probes:
    """The probes of an exercise, each once: those for the sandbox the visitor keeps, and those that evaluate code."""

    live: tuple[Probe, ...] = ()
    throwaway: tuple[Probe, ...] = ()


def probe(expectation: Expectation) -> Probe | None:
    """What the expectation looks at beyond the observation, None for nothing."""
    if isinstance(expectation, RowsCheck):
        return Probe(kind="rows", of=expectation.of, engine=expectation.engine)
    if isinstance(expectation, ValueCheck):
        return Probe(kind="value", of=expectation.of)
    return None


def probes(exercise: ExerciseStep) -> Probes:
    """Everything its checks and its mistakes look at."""
    wanted = dict.fromkeys(found for each in expectations(exercise) if (found := probe(each)) is not None)
    return Probes(
        live=tuple(each for each in wanted if each.kind == "rows"),
        throwaway=tuple(each for each in wanted if each.kind == "value"),
    )


def needs_reference(exercise: ExerciseStep) -> bool:
    """Whether anything is compared with what the solution does, so that it has to be run too."""
    return any(compares_with_solution(each) for each in expectations(exercise))


def compares_with_solution(expectation: Expectation) -> bool:
    if isinstance(expectation, OutputCheck):
        return expectation.same
    if isinstance(expectation, ValueCheck):
        return expectation.expects == "solution"
    return isinstance(expectation, RowsCheck) and expectation.are is None


def expectations(exercise: ExerciseStep) -> Iterator[Expectation]:
    """Of its checks, then of its mistakes."""
    items: list[Check] = [*exercise.checks]
    for mistake in exercise.mistakes:
        items += mistake.when
    for item in items:
        if item.expectation is not None:
            yield item.expectation
