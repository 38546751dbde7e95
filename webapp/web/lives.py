"""What became of the objects of a run: the states that each went through, and in which lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from webapp.observation import Attribute, ObjectState, Observation, State

Move = tuple[State, State]


@dataclass(frozen=True)
class Change:
    """What a step did to one object; `before` is None where the object was not known before it."""

    step: int
    line: int | None
    before: ObjectState | None
    after: ObjectState

    @cached_property
    def path(self) -> tuple[State, ...]:
        """The states it went through, the one it came from first."""
        came_from = [self.before.state] if self.before else []
        return tuple(state for state, _ in groupby([*came_from, *self.after.passed, self.after.state]))

    @property
    def expires(self) -> bool:
        return self.after.expired and not (self.before and self.before.expired)

    @cached_property
    def loaded(self) -> tuple[Attribute, ...]:
        """Attributes that have a value again, or for the first time, which came from the database."""
        known = _attributes(self.before)
        return tuple(
            each
            for each in self.after.attributes
            if each.state == "loaded" and each.name in known and known[each.name].state in ("expired", "unloaded")
        )

    @cached_property
    def modified(self) -> tuple[Attribute, ...]:
        """Attributes that have been given another value, which the database does not have."""
        known = _attributes(self.before)
        return tuple(
            each
            for each in self.after.attributes
            if each.state == "modified" and (each.name not in known or known[each.name] != each)
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """A state that an object came to, and the step and line in which it did; no line: before the snippet."""

    state: State
    step: int
    line: int | None


@dataclass(frozen=True)
class Life:
    """An object as a step left it, and how it got there. `touched`: the step that changed it last."""

    now: ObjectState
    stages: tuple[Stage, ...]
    touched: int

    @cached_property
    def moves(self) -> frozenset[Move]:
        return frozenset(pairwise(stage.state for stage in self.stages))

    @cached_property
    def visited(self) -> frozenset[State]:
        return frozenset(stage.state for stage in self.stages)


def changes(seen: Observation, until: int | None = None) -> Iterator[Change]:
    """What each step did to each object, step by step; the first step's are what was there before the snippet."""
    known: dict[int, ObjectState] = {}
    steps = seen.steps if until is None else seen.steps[: until + 1]
    for number, step in enumerate(steps):
        for each in step.objects:
            yield Change(number, step.line, known.get(each.number), each)
            known[each.number] = each


def lives(seen: Observation, until: int | None = None) -> list[Life]:
    """The objects as a step left them: those that the snippet changes first, whatever step is asked for."""
    found: dict[int, Life] = {}
    for change in changes(seen, until):
        known = found.get(change.after.number)
        found[change.after.number] = Life(change.after, _followed(known.stages if known else (), change), change.step)
    moved = {each.number for step in seen.steps[1:] for each in step.objects}
    return sorted(found.values(), key=lambda life: (life.now.number not in moved, life.now.number))


def called(each: ObjectState) -> str:
    """What to call an object: by the visitor's own name, else by its class and key."""
    if each.name:
        return each.name
    return f"{each.type} {each.key}" if each.key else f"{each.type} #{each.number}"


def _followed(stages: tuple[Stage, ...], change: Change) -> tuple[Stage, ...]:
    path: Sequence[State] = change.path[1:] if change.before else change.path
    return (*stages, *(Stage(state, change.step, change.line) for state in path))


def _attributes(each: ObjectState | None) -> dict[str, Attribute]:
    return {attribute.name: attribute for attribute in each.attributes} if each else {}
