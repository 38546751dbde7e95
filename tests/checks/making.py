"""Observations, probes and exercises for tests of the checks: plain data, as a run would leave it."""

from typing import Any

from webapp.checks.evidence import Evidence
from webapp.lessons.expectations import Check, WhenCheck
from webapp.lessons.steps import ExerciseStep, Mistake
from webapp.observation import Error, Event, Observation, Probe, Probed, Rows, Statement

MARKS = {
    "BEGIN": "BEGIN (implicit)",
    "COMMIT": "COMMIT",
    "ROLLBACK": "ROLLBACK",
    "SAVEPOINT": "SAVEPOINT sa_savepoint_1",
    "RELEASE": "RELEASE SAVEPOINT sa_savepoint_1",
    "ROLLBACK TO": "ROLLBACK TO SAVEPOINT sa_savepoint_1",
}


def statements(*texts: str) -> list[Statement]:
    """Statements in order; a word of MARKS is that mark of the transaction."""
    return [
        Statement.model_validate({"text": MARKS.get(text, text), "mark": text if text in MARKS else None})
        for text in texts
    ]


def ran(printed: str = "", *, echoed: str = "", sql: tuple[str, ...] = (), **more: Any) -> Observation:
    """What an answer did that ran to its end."""
    events = [Event(kind="output", text=printed)] if printed else []
    events += [Event(kind="value", text=echoed)] if echoed else []
    return Observation(**{"outcome": "ok", "events": events, "statements": statements(*sql), **more})


def raised(type: str = "NameError", message: str = "name 'x' is not defined", **more: Any) -> Observation:  # noqa: A002
    """What an answer did that ended in an exception in its third line."""
    known = {key: more.pop(key) for key in ("bases", "code") if key in more}
    trace = Event(kind="error", text=f"Traceback (most recent call last):\n{type}: {message}\n")
    error = Error(type=type, message=message, line=3, **known)
    return ran(**{"outcome": "error", "error": error, "events": [trace], **more})


def seen(observation: Observation | None = None, probed: dict[Probe, Probed] | None = None) -> Evidence:
    return Evidence(observation or ran(), probed or {})


def rows_probe(
    of: str, *rows: list[Any], engine: str = "", columns: tuple[str, ...] = ("a", "b")
) -> dict[Probe, Probed]:
    """What a query gave."""
    answer = Probed(rows=Rows(columns=list(columns), rows=list(rows)))
    return {Probe(kind="rows", of=of, engine=engine): answer}


def value_probe(of: str, value: Any, text: str = "") -> dict[Probe, Probed]:
    """What an expression gave, as plain data."""
    return {Probe(kind="value", of=of): Probed(value=value, text=text or repr(value))}


def failed_probe(kind: str, of: str, error: str) -> dict[Probe, Probed]:
    """A probe that could not look."""
    return {Probe.model_validate({"kind": kind, "of": of}): Probed(error=error)}


def check(**keys: Any) -> Check:
    """A check as YAML spells it: check(output={"is": "x"})."""
    return Check.model_validate(keys)


def exercise(*checks: dict[str, Any], mistakes: tuple[Mistake, ...] = ()) -> ExerciseStep:
    return ExerciseStep(
        id="an-exercise",
        ask="Do it.",
        checks=[Check.model_validate(each) for each in checks],
        solution="pass",
        mistakes=list(mistakes),
    )


def mistake(says: str, *when: dict[str, Any]) -> Mistake:
    return Mistake(answer="pass", says=says, when=[WhenCheck.model_validate(each) for each in when])
