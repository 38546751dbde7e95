"""What a run must look at, so that an exercise can be judged afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.lessons.expectations import (
    Call,
    Check,
    Expectation,
    FunctionCheck,
    OutputCheck,
    RowsCheck,
    SessionCheck,
    StateCheck,
    ValueCheck,
)
from webapp.lessons.steps import ExerciseStep
from webapp.observation import Probe


@dataclass(frozen=True, slots=True)
class Probes:
    """The probes of an exercise, each once: those for the sandbox the visitor keeps, and those that evaluate code."""

    live: tuple[Probe, ...] = ()
    throwaway: tuple[Probe, ...] = ()


def rows_probe(check: RowsCheck) -> Probe:
    """How the rows of a query are looked at."""
    return Probe(kind="rows", of=check.of, engine=check.engine, open=check.seen == "transaction")


def value_probe(check: ValueCheck) -> Probe:
    """How the value of an expression is looked at."""
    return Probe(kind="value", of=check.of)


def call_probe(check: FunctionCheck, call: Call) -> Probe:
    """How a call of the answer's function is looked at."""
    return Probe(kind="value", of=check.expression(call), before=call.before)


def named_probe(check: StateCheck | SessionCheck) -> Probe:
    """How an object or a session is looked at."""
    return Probe(kind="state" if isinstance(check, StateCheck) else "session", of=check.of or "")


def looks(expectation: Expectation) -> Iterator[Probe]:
    """What the expectation looks at beyond the observation."""
    if isinstance(expectation, RowsCheck):
        yield rows_probe(expectation)
    elif isinstance(expectation, ValueCheck):
        yield value_probe(expectation)
    elif isinstance(expectation, FunctionCheck):
        yield from (call_probe(expectation, call) for call in expectation.calls)
    elif isinstance(expectation, StateCheck | SessionCheck):
        yield named_probe(expectation)


def probes(exercise: ExerciseStep) -> Probes:
    """Everything its checks and its mistakes look at."""
    return probes_of(list(expectations(exercise)))


def probes_of(expected: Sequence[Expectation]) -> Probes:
    """Everything these look at. Values come before calls, which may change what is there."""
    wanted = dict.fromkeys(probe for each in expected for probe in looks(each))
    throwaway = [each for each in wanted if each.kind == "value"]
    called = {probe for each in expected if isinstance(each, FunctionCheck) for probe in looks(each)}
    return Probes(
        live=tuple(each for each in wanted if each.kind != "value"),
        throwaway=tuple(sorted(throwaway, key=lambda each: each in called)),
    )


def needs_reference(exercise: ExerciseStep) -> bool:
    """Whether anything is compared with what the solution does, so that it has to be run too."""
    return any(compares_with_solution(each) for each in expectations(exercise))


def compares_with_solution(expectation: Expectation) -> bool:
    if isinstance(expectation, OutputCheck):
        return expectation.same
    if isinstance(expectation, ValueCheck):
        return expectation.expects == "solution"
    if isinstance(expectation, FunctionCheck):
        return any(call.expects == "solution" for call in expectation.calls)
    return isinstance(expectation, RowsCheck) and expectation.are is None


def expectations(exercise: ExerciseStep) -> Iterator[Expectation]:
    """Of its checks, then of its mistakes."""
    items: list[Check] = [*exercise.checks]
    for mistake in exercise.mistakes:
        items += mistake.when
    for item in items:
        yield from item.expectations()
