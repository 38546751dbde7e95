"""`rows`: what a query gives over the committed rows of the visitor's database."""

import re

from webapp.checks.difference import differing, sentence
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.keywords import WRITES, keyword
from webapp.checks.meaning import Meaning, meant
from webapp.checks.plan import rows_probe
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import RowsCheck
from webapp.observation import Cell, Observation, Probed, Rows

LOOKED_AT = {"others": "The rows that are stored", "transaction": "The rows your open transaction sees"}

MOST_SHOWN = 50
"""Rows shown of each side, and as many again of those that differ."""

NO_TABLE = re.compile(r"no such table: (?:main\.)?(\S+)")
NO_COLUMN = re.compile(r"no such column: (\S+)")
BAD_SQL = re.compile(r"syntax error|incomplete input|unrecognized token|one statement at a time")


def judge_rows(check: RowsCheck, seen: Evidence, reference: Evidence | None) -> Result:
    """Whether the rows are as expected. Raises AuthorFaultError where the query cannot be answered in any case."""
    expected = wanted(check, looked(check, reference) if reference is not None else None)
    answer = looked(check, seen)
    if answer is None and seen.observation.outcome == "error":
        says = "They could not be looked at: the exception came first."
        return Result(passed=False, looked_at=LOOKED_AT[check.seen], says=says)
    if answer is None or (answer.rows is None and not answer.error):
        raise AuthorFaultError(f"nobody looked at the rows of {flat(check.of)}.")
    if answer.rows is None:
        says = unanswered(check, answer.error, seen.observation)
        return Result(
            passed=False,
            looked_at=LOOKED_AT[check.seen],
            says=says,
            expected=shown(expected, [False] * len(expected.rows)),
        )
    came = answer.rows
    mine, its = meanings(expected, check.types), meanings(came, check.types)
    ordered = check.ordered is True
    says = sentence(mine, its, ordered) or unsorted(check, expected, came)
    if not says:
        says = f"{counted(len(came.rows))}, as expected. {asked(check)}"
        return Result(passed=True, looked_at=LOOKED_AT[check.seen], says=says)
    marks, other = differing(mine, its, ordered)
    columns = came.columns or expected.columns
    return Result(
        passed=False,
        looked_at=LOOKED_AT[check.seen],
        says=" ".join(part for part in (says, unseen(check, seen.observation), asked(check)) if part),
        expected=shown(expected.model_copy(update={"columns": columns}), marks),
        came=shown(came, other),
    )


def looked(check: RowsCheck, evidence: Evidence) -> Probed | None:
    return evidence.probed.get(rows_probe(check))


def wanted(check: RowsCheck, solution: Probed | None) -> Rows:
    if solution is not None and solution.error:
        raise AuthorFaultError(f"not even after its solution can {flat(check.of)} be answered: {solution.error}.")
    if check.are is not None:
        return Rows(rows=[list(row) for row in check.are])
    if solution is None or solution.rows is None:
        raise AuthorFaultError(f"the rows of {flat(check.of)} are to be the solution's, and the solution was not run.")
    return solution.rows


def unanswered(check: RowsCheck, error: str, observation: Observation) -> str:
    """A sentence for a query that the student's database does not answer. A fault of the query's is the author's."""
    if BAD_SQL.search(error):
        raise AuthorFaultError(f"its query {flat(check.of)} is not SQL: {error}.")
    if table := NO_TABLE.search(error):
        where = f"the database of {check.engine}" if check.engine else "the database your answer leaves"
        return f"There is no table {table[1]} in {where}. {tables_there(observation)}".rstrip()
    if column := NO_COLUMN.search(error):
        return f"The table in your database has no column {column[1]}."
    if "no engine" in error:
        return f"The query could not be put to your database: {error}."
    return f"The query {flat(check.of)} could not be answered: {error}."


def tables_there(observation: Observation) -> str:
    # An engine without any table is listed too, by a table without a name.
    found = sorted({f"{table.name} (of {table.engine})" for table in observation.tables if table.name})
    if not found:
        return "A new in-memory engine begins with an empty database: each has its own."
    return f"There is {', '.join(found[:5])}."


def meanings(rows: Rows, types: bool = False) -> list[Meaning]:
    return [typed(row) if types else meant(row) for row in rows.rows]


def typed(row: list[Cell]) -> Meaning:
    """A row whose numbers are told apart by their type too."""
    named = {int: "integer", float: "real", bool: "integer"}
    parts = (Meaning("items", parts=(Meaning("text", named.get(type(cell), "")), meant(cell))) for cell in row)
    return Meaning("items", parts=tuple(parts))


def unsorted(check: RowsCheck, expected: Rows, came: Rows) -> str:
    """A sentence where the right rows are not sorted by the columns that count; empty where they are."""
    if isinstance(check.ordered, bool):
        return ""
    places = [column(check, name, came.columns or expected.columns) for name in check.ordered]
    mine = [[meant(row[place]) for place in places] for row in expected.rows]
    its = [[meant(row[place]) for place in places] for row in came.rows]
    if mine == its:
        return ""
    return f"The rows are right, but not sorted as expected by {', '.join(f'`{name}`' for name in check.ordered)}."


def column(check: RowsCheck, name: str, columns: list[str]) -> int:
    if name not in columns:
        raise AuthorFaultError(f"the rows of {flat(check.of)} have no column {name} to be sorted by.")
    return columns.index(name)


def unseen(check: RowsCheck, observation: Observation) -> str:
    """A sentence where rows may be missing because others do not see them yet."""
    return uncommitted(observation) if check.seen == "others" else ""


def uncommitted(observation: Observation) -> str:
    """A sentence where the answer wrote, and did not commit after that."""
    keywords = [keyword(statement) for statement in observation.statements]
    writes = [at for at, word in enumerate(keywords) if word in WRITES]
    if writes and not any(word == "COMMIT" for word in keywords[writes[-1] :]):
        return "Only committed rows count, and no COMMIT followed what your answer wrote last."
    return ""


def shown(rows: Rows, marks: list[bool]) -> Shown:
    """Rows for the page: the first ones, and those further down that differ."""
    kept = [at for at in range(len(rows.rows)) if at < MOST_SHOWN or marks[at]][: 2 * MOST_SHOWN]
    left = len(rows.rows) - len(kept)
    return Shown(
        text=f"{counted(left)} more" if left else "",
        columns=rows.columns,
        rows=[rows.rows[at] for at in kept],
        marks=[marks[at] for at in kept],
    )


def counted(number: int) -> str:
    return f"{number:,} row" if number == 1 else f"{number:,} rows"


def asked(check: RowsCheck) -> str:
    return f"Looked up with `{flat(check.of)}`."


def flat(query: str) -> str:
    return " ".join(query.split())
