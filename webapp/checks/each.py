"""One check, handed to the file that knows its kind."""

from collections.abc import Callable
from typing import Any

from webapp.checks import function, output, raises, rows, sql, state, value
from webapp.checks.combined import judge_any, judge_every, judge_not
from webapp.checks.evidence import Evidence
from webapp.checks.form import judge_avoids, judge_uses
from webapp.checks.verdict import Result
from webapp.lessons import expectations as expected

Judge = Callable[[Any, Evidence, Evidence | None], Result]

JUDGES: dict[type, Judge] = {
    expected.OutputCheck: output.judge_output,
    expected.ValueCheck: value.judge_value,
    expected.RowsCheck: rows.judge_rows,
    expected.SqlCheck: lambda check, seen, _: sql.judge_sql(check, seen),
    expected.StateCheck: lambda check, seen, _: state.judge_state(check, seen),
    expected.SessionCheck: lambda check, seen, _: state.judge_session(check, seen),
    expected.RaisesCheck: lambda check, seen, _: raises.judge_raises(check, seen),
    expected.FunctionCheck: function.judge_function,
}


def judged(check: expected.Check, seen: Evidence, reference: Evidence | None) -> Result:
    """What one check says. Raises AuthorFaultError where it cannot say anything, whatever the answer."""
    if check.parts:
        results = [judged(part, seen, reference) for part in check.parts]
        combine = judge_every if check.every else judge_any if check.some else judge_not
        return combine(results)
    if check.uses:
        return judge_uses(check.uses, seen.observation)
    if check.avoids:
        return judge_avoids(check.avoids, seen.observation)
    expectation = check.expectation
    return JUDGES[type(expectation)](expectation, seen, reference)
