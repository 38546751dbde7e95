"""How a course goes, over all visitors: each question one statement."""

import json
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import CTE, ColumnElement, Connection, case, extract, func, select

from webapp.store.codec import answer_of
from webapp.store.tables import ATTEMPTS, SNIPPETS
from webapp.store.teaching.values import Cluster, MistakeFigures, StepFigures

_STEP = (ATTEMPTS.c.lesson, ATTEMPTS.c.step)
_FAILED = ATTEMPTS.c.passed.is_(False)


def steps(connection: Connection, lesson: str | None = None) -> tuple[StepFigures, ...]:
    """Of one lesson, or of all: the steps that somebody has tried."""
    chosen = () if lesson is None else (ATTEMPTS.c.lesson == lesson,)
    totals, medians = _totals(chosen), _medians(_passes(chosen))
    both = (medians.c.lesson == totals.c.lesson) & (medians.c.step == totals.c.step)
    query = (
        select(
            totals.c.lesson,
            totals.c.step,
            totals.c.attempts,
            totals.c.students,
            func.coalesce(medians.c.passed, 0),
            medians.c.tries,
            medians.c.seconds,
            totals.c.explained,
            totals.c.unexplained,
        )
        .join_from(totals, medians, both, isouter=True)
        .order_by(totals.c.lesson, totals.c.step)
    )
    return tuple(StepFigures(*row[:5], _number(row[5]), _number(row[6]), *row[7:]) for row in connection.execute(query))


def _totals(chosen: Sequence[ColumnElement[bool]]) -> CTE:
    """The answers at each step, counted."""
    return (
        select(
            *_STEP,
            func.count().label("attempts"),
            func.count(ATTEMPTS.c.visitor_id.distinct()).label("students"),
            _counted(_FAILED & (ATTEMPTS.c.mistake != "")).label("explained"),
            _counted(_FAILED & (ATTEMPTS.c.mistake == "")).label("unexplained"),
        )
        .where(*chosen)
        .group_by(*_STEP)
        .cte("totals")
    )


def _passes(chosen: Sequence[ColumnElement[bool]]) -> CTE:
    """Of each student at each step: their first answer, and at which they passed, if they did."""
    place = func.row_number().over(partition_by=(*_STEP, ATTEMPTS.c.visitor_id), order_by=ATTEMPTS.c.snippet_id)
    placed = (
        select(*_STEP, ATTEMPTS.c.visitor_id, ATTEMPTS.c.passed, ATTEMPTS.c.snippet_id, place.label("place"))
        .where(*chosen)
        .cte("placed")
    )
    return (
        select(
            placed.c.lesson,
            placed.c.step,
            func.min(case((placed.c.passed, placed.c.place))).label("tries"),
            func.min(case((placed.c.passed, placed.c.snippet_id))).label("passing"),
            func.min(placed.c.snippet_id).label("first"),
        )
        .group_by(placed.c.lesson, placed.c.step, placed.c.visitor_id)
        .cte("passes")
    )


def _medians(passes: CTE) -> CTE:
    """Of those who passed a step: how many, and the medians of their tries and seconds."""
    first, passing = SNIPPETS.alias(), SNIPPETS.alias()
    seconds = extract("epoch", passing.c.created) - extract("epoch", first.c.created)
    of_step = (passes.c.lesson, passes.c.step)
    ranked = (
        select(
            *of_step,
            passes.c.tries,
            seconds.label("seconds"),
            func.row_number().over(partition_by=of_step, order_by=passes.c.tries).label("by_tries"),
            func.row_number().over(partition_by=of_step, order_by=seconds).label("by_seconds"),
            func.count().over(partition_by=of_step).label("students"),
        )
        .join_from(passes, first, first.c.id == passes.c.first)
        .join(passing, passing.c.id == passes.c.passing)
        .cte("ranked")
    )
    # The median: the one in the middle, or the mean of the two.
    middle = ((ranked.c.students + 1) // 2, (ranked.c.students + 2) // 2)
    return (
        select(
            ranked.c.lesson,
            ranked.c.step,
            func.max(ranked.c.students).label("passed"),
            func.avg(case((ranked.c.by_tries.in_(middle), ranked.c.tries))).label("tries"),
            func.avg(case((ranked.c.by_seconds.in_(middle), ranked.c.seconds))).label("seconds"),
        )
        .group_by(ranked.c.lesson, ranked.c.step)
        .cte("medians")
    )


def mistakes(connection: Connection, lesson: str) -> tuple[MistakeFigures, ...]:
    """How often each sentence was given in a lesson, the most frequent first."""
    given = func.count()
    query = (
        select(*_STEP, ATTEMPTS.c.mistake, given, func.count(ATTEMPTS.c.visitor_id.distinct()))
        .where(ATTEMPTS.c.lesson == lesson, _FAILED, ATTEMPTS.c.mistake != "")
        .group_by(*_STEP, ATTEMPTS.c.mistake)
        .order_by(given.desc(), ATTEMPTS.c.mistake)
    )
    return tuple(MistakeFigures(*row) for row in connection.execute(query))


def clusters(connection: Connection, lesson: str, step: str, most: int) -> tuple[Cluster, ...]:
    """The largest groups of wrong answers at a step that no sentence explained and that all did the same."""
    answers = func.count().label("answers")
    grouped = (
        select(
            ATTEMPTS.c.observed,
            answers,
            func.count(ATTEMPTS.c.visitor_id.distinct()).label("students"),
            func.max(ATTEMPTS.c.snippet_id).label("latest"),
        )
        .where(ATTEMPTS.c.lesson == lesson, ATTEMPTS.c.step == step, ATTEMPTS.c.observed.is_not(None))
        .group_by(ATTEMPTS.c.observed)
        .order_by(answers.desc(), ATTEMPTS.c.observed)
        .limit(most)
        .subquery()
    )
    query = (
        select(
            grouped.c.observed,
            grouped.c.answers,
            grouped.c.students,
            SNIPPETS.c.source,
            SNIPPETS.c.observation,
            ATTEMPTS.c.verdict,
            SNIPPETS.c.outcome,
        )
        .join_from(grouped, ATTEMPTS, ATTEMPTS.c.snippet_id == grouped.c.latest)
        .join(SNIPPETS, SNIPPETS.c.id == ATTEMPTS.c.snippet_id)
        .order_by(grouped.c.answers.desc(), grouped.c.observed)
    )
    return tuple(
        Cluster(key, count, students, answer_of(source, seen, passed=False), json.loads(verdict), outcome)
        for key, count, students, source, seen, verdict, outcome in connection.execute(query)
    )


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _number(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)  # PostgreSQL's averages are decimals
