"""Tab in the console of somebody at work, and in an answer, which begins at its exercise in a sandbox of its own."""

from __future__ import annotations

from webapp.bench.bench import Bench
from webapp.bench.measured import Advance, Measured
from webapp.bench.series import Series
from webapp.bench.visitor import Visitor
from webapp.bench.work import TEN

TYPED = (
    ("session.", "add_all"),
    ("first.", "lastname"),
    ("session.scalars(select(Astronaut)).", "first"),
    ("Astronaut(first", "firstname="),
    ("cre", "crew"),
    ("from sqlalchemy.orm import s", "selectinload"),
)
"""What stands before the cursor, and one of the names that must be offered."""
ANSWER = ("with Session(engine) as session:\n    session.", "add_all")
WARMING = 2
"""Rounds before those that count."""


def steps(bench: Bench) -> int:
    """Rounds."""
    return bench.plan.rounds


def measure(bench: Bench, advance: Advance) -> Measured:
    """In each round as many of each, one after the other."""
    typed: list[float] = []
    answered: list[float] = []
    with bench.visitor(bench.server) as visitor:
        visitor.run("from sqlalchemy import select")
        for snippet in TEN:
            visitor.run(snippet)
        for _ in range(WARMING):
            _round(visitor)
        for _ in range(bench.plan.rounds):
            for _ in range(bench.plan.completions):
                console, answer = _round(visitor)
                typed.extend(console)
                answered.append(answer)
            advance()
    console_series, answer_series = Series.of(typed), Series.of(answered)
    return {
        "completion.console": console_series,
        "completion.console_p95": console_series.p95,
        "completion.answer": answer_series,
        "completion.answer_p95": answer_series.p95,
    }


def _round(visitor: Visitor) -> tuple[list[float], float]:
    console = [visitor.complete(before, offers=offers) for before, offers in TYPED]
    return console, visitor.complete(ANSWER[0], offers=ANSWER[1], in_answer=True)
