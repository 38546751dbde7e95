"""The JSON that this application answers, as models: what the document of the HTTP API says of it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from webapp.checks.verdict import Verdict
from webapp.observation import Event, Observation
from webapp.observation.completion import Completion
from webapp.store.entries import Kind
from webapp.web.document import UNTOLD
from webapp.web.progress import ExerciseState


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(_Answer):
    """What went wrong: the name that programs know it by, the sentence for people, and the seconds until trying again
    may help."""

    name: str
    message: str
    retry_after: int | None


class Failed(_Answer):
    """Every error that is told as JSON."""

    error: Problem


def _as_told(schema: dict[str, Any]) -> None:
    for name in UNTOLD:
        schema["properties"].pop(name)
    schema["properties"]["output"] = {"type": "string"}
    schema["required"].append("output")


class Entry(Observation):
    """An entry of the transcript: what was observed, its `output` as one text, and without its steps, which
    are asked for by themselves."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_as_told)

    id: int
    submission: str | None
    kind: Kind
    step: str | None
    verdict: dict[str, Any] | None


class Progress(_Answer):
    """The graded steps of a lesson: how many are done, and each by its name."""

    done: int
    total: int
    states: dict[str, ExerciseState]


class Panels(_Answer):
    """HTML of the tabs, those that were asked for, and of what they show."""

    looked_at: str
    timeline: str | None = None
    session: str | None = None
    tables: str | None = None
    sql: str | None = None


class Fragments(Panels):
    """HTML of everything that a run changes; empty where it changed nothing."""

    transcript: str
    verdict: str
    progress: str


class Console(_Answer):
    """The console as it stands now."""

    position: str
    whole: bool
    can_bring_back: bool
    outdated: bool | None
    progress: Progress | None
    html: Fragments


class Replaced(Console):
    """The console after a reset or a return; `replaced`: names made in it were replaced."""

    replaced: bool


class Ran(Replaced):
    """What a run did."""

    entries: list[Entry]
    verdict: Verdict | None
    rebuilt: list[str]


class Line(_Answer):
    """A line of the stream before its last: output as it came."""

    event: Event


class Interrupted(_Answer):
    """Whether there was a run to stop."""

    interrupted: bool


class Completed(Completion):
    """What completes a text, and what a sandbox lacks that had to be rebuilt for it."""

    model_config = ConfigDict(extra="forbid")

    rebuilt: list[str]


class Looked(_Answer):
    """A snippet as one of its steps, the one at place `at`, left everything."""

    entry: int
    at: int
    html: Panels


class Helped(_Answer):
    """HTML of the help at a step."""

    html: str


class Live(_Answer):
    """HTML of a class as it stands."""

    html: str


class Saved(_Answer):
    """The version that a kept draft has now."""

    version: int


class Moved(Failed):
    """The draft was changed elsewhere since; here is the newer one."""

    text: str | None
    version: int


class Draft(_Answer):
    """A text that was typed, null where nothing is drafted any more."""

    text: str | None
    version: int


class Standing(_Answer):
    """Where a visitor stands; `console` is null where it is as the page has seen it."""

    visitor: bool
    drafts: dict[str, Draft]
    answers: dict[str, str]
    console: Console | None


class Ready(_Answer):
    """Whether a snippet would run, and of each part "ok" or what is wrong; `paused` is what visitors are
    told while runs are."""

    ready: bool
    paused: str | None
    parts: dict[str, str]


class ErrorData(_Answer):
    """What a browser recognises tracebacks by; `cards` is HTML by the page's name."""

    patterns: Any
    bases: Any
    classes: Any
    codes: Any
    cards: dict[str, str]
