"""Rows that a savepoint has committed: one that came before any BEGIN, so that SQLite took it for the transaction."""

from webapp.checks.keywords import WRITES, keyword
from webapp.checks.verdict import Result
from webapp.lessons.expectations import RowsCheck, SqlCheck
from webapp.lessons.steps import ExerciseStep
from webapp.observation import Observation

BY_RELEASE = "(by RELEASE)"
"""How the mark of a COMMIT that nobody sent ends."""
SAVEPOINTS = {"SAVEPOINT", "RELEASE", "ROLLBACK TO"}
SAYS = (
    "Only the RELEASE of a savepoint has kept them, because Python's SQLite had begun no transaction around it. "
    "With other databases they would be lost: `begin_nested()` sets a mark within a transaction, and its end commits "
    "nothing."
)


def released(exercise: ExerciseStep, observation: Observation) -> Result | None:
    """The result of an answer whose rows were committed by nothing but the RELEASE of a savepoint; None for others.

    None, too, where no check looks at committed rows, and where one looks at savepoints: there they are the subject.
    """
    looked_at = [each for check in exercise.checks for each in check.expectations()]
    if not any(isinstance(each, RowsCheck) and each.seen == "others" for each in looked_at):
        return None
    if any(isinstance(each, SqlCheck) and SAVEPOINTS & _named(each) for each in looked_at):
        return None
    if not _kept_by_release(observation):
        return None
    return Result(passed=False, looked_at="How your rows were kept", says=SAYS)


def _kept_by_release(observation: Observation) -> bool:
    """Whether a write was committed so, and no COMMIT of the answer's own came after it."""
    written = so = False
    for statement in observation.statements:
        word = keyword(statement)
        written = written or word in WRITES
        if word == "COMMIT" and written:
            so = statement.text.endswith(BY_RELEASE)
    return so


def _named(check: SqlCheck) -> set[str]:
    return {*check.counts, *check.sequence, *(check.exactly or []), *check.never}
