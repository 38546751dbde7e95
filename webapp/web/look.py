"""What the tabs under the console show: one snippet, as one of its steps left everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args
from urllib.parse import urlencode

from flask import Flask
from markupsafe import Markup

from webapp.explained import CauseInWords, causes, changes_nothing
from webapp.observation import Cell, ObjectState, Observation, SessionState, Step, Table
from webapp.store.entries import Entry
from webapp.web import lanes, lives
from webapp.web.prompts import console_lines

Panel = Literal["timeline", "session", "tables", "sql"]
PANELS: tuple[Panel, ...] = get_args(Panel)
LATER = "later"
Asked = Panel | Literal["later"] | None
"""Which panels are asked for: one; none, because the page will ask for it on its own; or, with None, all."""


def register(app: Flask) -> None:
    """Gives the templates `object|called`."""
    app.add_template_filter(lives.called)


@dataclass(frozen=True)
class Look:
    """A snippet of the transcript, None before the first, at one of its steps.

    `asked` is the step that was asked for, None for the last. `others`: tables are shown as others see them. `kept` is
    what else the page's address says and its links keep. `is_latest`: nothing was run after it.
    """

    entry: Entry | None = None
    asked: int | None = None
    others: bool = False
    kept: Mapping[str, str] | None = None
    is_latest: bool = True

    @cached_property
    def seen(self) -> Observation | None:
        return self.entry.observation if self.entry else None

    @property
    def steps(self) -> list[Step]:
        return self.seen.steps if self.seen else []

    @property
    def last(self) -> int:
        return max(0, len(self.steps) - 1)

    @cached_property
    def at(self) -> int:
        """The place of the step, from 0."""
        return self.last if self.asked is None else max(0, min(self.asked, self.last))

    @property
    def step(self) -> Step | None:
        return self.steps[self.at] if self.steps else None

    @cached_property
    def raising(self) -> int | None:
        """The place of the step that the exception left which ended the snippet."""
        line = self.seen.error.line if self.seen and self.seen.error else None
        raised = (place for place, step in enumerate(self.steps) if step.raised and step.line == line)
        return max(raised, default=None)

    @property
    def lines(self) -> list[int | None]:
        """The line of each step."""
        return [step.line for step in self.steps]

    @cached_property
    def causes(self) -> list[CauseInWords | None]:
        """Why each statement was sent."""
        return causes(self.seen) if self.seen else []

    def is_empty(self, index: int) -> bool:
        """Whether the mark at that place stored or undid nothing."""
        return self.seen is not None and changes_nothing(self.seen, index)

    @cached_property
    def rows(self) -> list[lanes.Row]:
        return lanes.rows(self.seen, self.causes) if self.seen else []

    @cached_property
    def objects(self) -> dict[int, ObjectState]:
        return self.seen.objects_at(self.at) if self.seen else {}

    @cached_property
    def sessions(self) -> list[SessionState]:
        """Those that are open, and those that this snippet closed; first of all, those that it used."""
        if not self.seen:
            return []
        touched = {each.number for step in self.steps[1:] for each in step.sessions}
        found = self.seen.sessions_at(self.at)
        shown = [number for number, each in found.items() if not each.closed or number in touched]
        return [found[number] for number in sorted(shown, key=lambda number: (number not in touched, number))]

    @cached_property
    def lives(self) -> list[lives.Life]:
        return lives.lives(self.seen, self.at) if self.seen else []

    @cached_property
    def tables(self) -> list[Table]:
        if not self.seen:
            return []
        return self.seen.tables if self.at == self.last else self.seen.tables_at(self.at)

    @property
    def changed_tables(self) -> set[tuple[str, str]]:
        """Engine and name of the tables that this step changed."""
        return {(each.engine, each.name) for each in self.step.tables} if self.step and self.at else set()

    @cached_property
    def changed_for_others(self) -> set[tuple[str, str]]:
        """Those of them that others see changed, too."""
        if not self.seen or not self.changed_tables:
            return set()
        before = {(each.engine, each.name): _for_others(each) for each in self.seen.tables_at(self.at - 1)}
        now = {(each.engine, each.name): _for_others(each) for each in self.tables}
        return {name for name in self.changed_tables if now.get(name) != before.get(name)}

    @cached_property
    def source(self) -> list[Markup]:
        """The snippet's lines, coloured."""
        return [each.html for each in console_lines(self.seen.source, self.seen.source_spans)] if self.seen else []

    def line_html(self, line: int | None) -> Markup | None:
        return self.source[line - 1] if line and line <= len(self.source) else None

    @property
    def latest_link(self) -> str:
        """The page's address with the latest snippet, whatever that is."""
        return "?" + urlencode(dict(self.kept or {}))

    def link(self, at: int | None = None, *, others: bool | None = None) -> str:
        """The page's address with this snippet at a step."""
        asked: dict[str, str | int] = dict(self.kept or {})
        if self.entry:
            asked["look"] = self.entry.id
        if at is not None:
            asked["at"] = at
        if self.others if others is None else others:
            asked["others"] = 1
        return "?" + urlencode(asked)


def _for_others(table: Table) -> tuple[int | None, list[list[Cell]]]:
    """What others see of a table: how many rows there are, and those that are shown."""
    rows = [each.values if each.others is None else each.others for each in table.rows if each.mark != "inserted"]
    return table.others_total, rows
