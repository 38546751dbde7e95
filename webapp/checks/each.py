"""One expectation, handed to the file that knows its kind."""

from webapp.checks.evidence import Evidence
from webapp.checks.output import judge_output
from webapp.checks.raises import judge_raises
from webapp.checks.rows import judge_rows
from webapp.checks.sql import judge_sql
from webapp.checks.value import judge_value
from webapp.checks.verdict import Result
from webapp.lessons.expectations import Expectation, OutputCheck, RaisesCheck, RowsCheck, SqlCheck


def judged(expectation: Expectation, seen: Evidence, reference: Evidence | None) -> Result:
    """What one check says. Raises AuthorFaultError where it cannot say anything, whatever the answer."""
    if isinstance(expectation, OutputCheck):
        return judge_output(expectation, seen, reference)
    if isinstance(expectation, RowsCheck):
        return judge_rows(expectation, seen, reference)
    if isinstance(expectation, SqlCheck):
        return judge_sql(expectation, seen)
    if isinstance(expectation, RaisesCheck):
        return judge_raises(expectation, seen)
    return judge_value(expectation, seen, reference)
