"""What is measured, a file for each section of the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.sections import (
    completion,
    evicted,
    fairness,
    growth,
    memory,
    new,
    page,
    rate,
    recording,
    warm,
    workers,
)


@dataclass(frozen=True, slots=True)
class Section:
    """`measure` gives every figure of the section, and tells of as many steps as `steps` says."""

    steps: Callable[[Bench], int]
    measure: Callable[[Bench, Advance], Measured]


SECTIONS = {
    "new": Section(new.steps, new.measure),
    "warm": Section(warm.steps, warm.measure),
    "page": Section(page.steps, page.measure),
    "completion": Section(completion.steps, completion.measure),
    "recording": Section(recording.steps, recording.measure),
    "rate": Section(rate.steps, rate.measure),
    "memory": Section(memory.steps, memory.measure),
    "evicted": Section(evicted.steps, evicted.measure),
    "growth": Section(growth.steps, growth.measure),
    "fairness": Section(fairness.steps, fairness.measure),
    "workers": Section(workers.steps, workers.measure),
}
"""By their names, in the order in which they are measured."""
