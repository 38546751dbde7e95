"""Values to columns and back."""

import json
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import Row

from webapp.lessons.start import Start
from webapp.observation import Observation, Outcome
from webapp.store.entries import Answer, Attempt, Entry, NewSnippet, StepProgress, Transcript, position_of
from webapp.store.tables import AttemptRow, ProgressRow, SnippetRow, StartRow, TranscriptRow

UNREADABLE = "What this snippet showed was kept by another version of Savepoint and cannot be shown any more."


class _Ended(BaseModel):
    outcome: Outcome = "crashed"


class _Coloured(BaseModel):
    source: str = ""
    source_spans: list[tuple[str, int]] = []


def text_of(observation: Observation) -> str:
    """JSON of an observation. By way of the standard library, whose JSON keeps infinities and lone surrogates."""
    return json.dumps(observation.model_dump(exclude_defaults=True), separators=(",", ":"))


def observation_of(text: str) -> Observation:
    """The observation kept as that JSON. One that is no longer valid keeps its outcome and says that the rest is lost,
    so that the lesson it stands in still opens."""
    kept = json.loads(text)
    try:
        return Observation.model_validate(kept)
    except ValidationError:
        return Observation(outcome=_outcome_of(kept), note=UNREADABLE)


def _outcome_of(kept: object) -> Outcome:
    try:
        return _Ended.model_validate(kept).outcome
    except ValidationError:
        return "crashed"


def storable(source: str) -> str:
    """A source as every database takes it. PostgreSQL has no NUL and UTF-8 no lone surrogate; Python compiles neither,
    so nothing that ran is changed."""
    return source.replace("\0", "\ufffd").encode(errors="surrogatepass").decode(errors="replace")


def start_values(start: Start) -> dict[str, Any]:
    return {
        "digest": start.digest,
        "prelude": start.prelude,
        "setup": start.setup,
        "modules": json.dumps(start.modules, sort_keys=True),
    }


def start_of(row: StartRow | Row[str, str, str]) -> Start:
    return Start(prelude=row.prelude, setup=row.setup, modules=json.loads(row.modules))


def transcript_of(row: TranscriptRow, start: StartRow, last: int | None, has_console: bool) -> Transcript:
    return Transcript(
        id=row.id,
        lesson=row.lesson,
        start=start_of(start),
        step=row.step,
        position=position_of(row.id, last),
        has_console=has_console,
    )


def snippet_values(visitor: str, transcript_id: int, snippet: NewSnippet, now: datetime) -> dict[str, Any]:
    return {
        "visitor_id": visitor,
        "transcript_id": transcript_id,
        "submission": snippet.submission,
        "kind": snippet.kind,
        "step": snippet.step,
        "outcome": snippet.observation.outcome,
        "source": storable(snippet.source),
        "observation": text_of(snippet.observation),
        "created": now,
    }


def entry_of_new(number: int, snippet: NewSnippet, now: datetime) -> Entry:
    """The entry of a snippet just kept: checking a long observation again takes longer than the rest."""
    return Entry(
        id=number,
        submission=snippet.submission,
        kind=snippet.kind,
        step=snippet.step,
        source=storable(snippet.source),
        observation=snippet.observation,
        verdict=None,
        created=now,
    )


def entry_of(row: SnippetRow, verdict: str | None) -> Entry:
    return Entry(
        id=row.id,
        submission=row.submission,
        kind=row.kind,
        step=row.step,
        source=row.source,
        observation=observation_of(row.observation),
        verdict=None if verdict is None else _verdict(verdict),
        created=row.created,
    )


def attempt_of(row: AttemptRow, snippet: SnippetRow) -> Attempt:
    return Attempt(
        step=row.step,
        source=snippet.source,
        passed=row.passed,
        verdict=_verdict(row.verdict),
        created=snippet.created,
        raised=observation_of(snippet.observation) if snippet.outcome == "error" and not row.passed else None,
    )


def answer_of(source: str, observation: str, *, passed: bool) -> Answer:
    """Of the observation only the spans are read: the rest is far longer."""
    try:
        coloured = _Coloured.model_validate(json.loads(observation))
    except ValidationError:
        coloured = _Coloured()
    # Spans count in the text that ran, which lacks the prompts of pasted lines.
    return Answer(coloured.source or source, passed, tuple(coloured.source_spans))


def progress_of(row: ProgressRow) -> StepProgress:
    return StepProgress(tries=row.tries, passed=row.passed, digest=row.digest)


def _verdict(text: str) -> dict[str, Any]:
    verdict: dict[str, Any] = json.loads(text)
    return verdict
