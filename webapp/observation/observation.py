"""An observation: everything seen while a snippet ran."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.observation.console import Error, Event, Violation
from webapp.observation.part import Count, Number, Part, Reading, Seconds, Short, Spans, Text, empty
from webapp.observation.probes import Probed
from webapp.observation.statements import Statements
from webapp.observation.tables import Tables
from webapp.observation.timeline import ObjectState, SessionState, Steps

Outcome = Literal["ok", "error", "refused", "interrupted", "killed", "crashed"]
"""How a run ended. `killed`: a limit or the supervisor ended the process. `crashed`: the process ended by itself."""


class Observation(Part):
    """Everything seen while a snippet ran."""

    outcome: Outcome
    source: Text = ""
    """The snippet as run: prompts of a pasted transcript stripped."""
    source_spans: Spans = empty()
    events: Annotated[list[Event], Field(max_length=5_000)] = empty()
    ran: Annotated[list[tuple[Number, Count | None]], Field(max_length=2_000)] = empty()
    """The statements at the top, in order: the first line of each, and how many characters of output were shown before
    it began; None where it was not reached."""
    left_out: Count = 0
    """Characters of output beyond the cap."""
    violations: Annotated[list[Violation], Field(max_length=1_000)] = empty()
    error: Error | None = None
    handled: Annotated[list[Error], Field(max_length=100)] = empty()
    """Exceptions that the snippet's own `except` took, in order."""
    statements: Statements = empty()
    statements_left_out: Count = 0
    steps: Steps = empty()
    """The first is what was there before the snippet; each other one is an executed line."""
    steps_left_out: Count = 0
    objects_left_out: Count = 0
    """Objects that were not followed, because there are more than 200."""
    tables: Tables = empty()
    """As the snippet left them."""
    probes: Annotated[list[Probed], Field(max_length=200)] = empty()
    seconds: Seconds = 0.0
    clock: Annotated[list[Reading], Field(max_length=1_000)] = empty()
    """What the snippet read of the clock, in nanoseconds since 1970, in order: to be read again in a replay."""
    note: Text = ""
    """A sentence of the host's for the visitor: which limit ended the run, what was rebuilt."""
    digest: Short = ""
    """Of output and committed tables, to tell whether a replay came out the same."""

    @property
    def output(self) -> str:
        """The plain text the console shows: stdout, echoed values and traceback, in order."""
        return "".join(event.text for event in self.events)

    def objects_at(self, step: int | None = None) -> dict[int, ObjectState]:
        """The objects as they stood at the end of a step (its place, from 0; None: the last), by their numbers."""
        return {each.number: each for done in self._up_to(step) for each in done.objects}

    def sessions_at(self, step: int | None = None) -> dict[int, SessionState]:
        """The sessions as they stood at the end of a step, by their numbers."""
        return {each.number: each for done in self._up_to(step) for each in done.sessions}

    def tables_at(self, step: int | None = None) -> Tables:
        """The tables as they stood at the end of a step. One that no step changed is as the snippet left it."""
        if step is None:
            return self.tables
        changing = {(each.engine, each.name) for done in self.steps for each in done.tables}
        found = {(each.engine, each.name): each for each in self.tables if (each.engine, each.name) not in changing}
        found |= {(each.engine, each.name): each for done in self._up_to(step) for each in done.tables}
        return [found[key] for key in sorted(found)]

    def _up_to(self, step: int | None) -> Steps:
        return self.steps if step is None else self.steps[: step + 1]
