"""`function`: a name the answer defines, called with given arguments."""

from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.plan import call_probe
from webapp.checks.value import compared
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import Call, FunctionCheck
from webapp.observation import Probed


def judge_function(check: FunctionCheck, seen: Evidence, reference: Evidence | None) -> Result:
    """Whether every call gives what it should; the first that does not is told."""
    looked_at = f"What `{check.of}` does when it is called"
    for call in check.calls:
        key = call_probe(check, call)
        came = seen.probed.get(key)
        if came is None and seen.observation.outcome == "error":
            return Result(passed=False, looked_at=looked_at, says="It was not called: the exception came first.")
        if came is None:
            raise AuthorFaultError(f"nobody called {check.expression(call)}.")
        result = judge_call(check, call, came, reference.probed.get(key) if reference is not None else None)
        if not result.passed:
            says = f"{introduced(check, call)} {result.says}"
            return result.model_copy(update={"looked_at": looked_at, "says": says})
    times = "once" if len(check.calls) == 1 else f"{len(check.calls)} times"
    return Result(passed=True, looked_at=looked_at, says=f"It was called {times}, and did what it should.")


def judge_call(check: FunctionCheck, call: Call, came: Probed, solution: Probed | None) -> Result:
    """What is to be said of one call. Raises AuthorFaultError where the solution's own call fails."""
    if came.error.startswith("NameError") and f"'{check.of}'" in came.error:
        says = f"Your answer defines nothing named `{check.of}`."
        return Result(passed=False, looked_at="", says=says)
    if call.raises is None:
        result = compared(call, check.expression(call), came, solution)
        return result.model_copy(update={"says": f"It ended in {came.error}."}) if came.error else result
    ended = came.error.partition(":")[0].rpartition(".")[2]
    if ended == call.raises.rpartition(".")[2]:
        return Result(passed=True, looked_at="", says="")
    what = came.error if came.error else f"it gave {came.text}"
    says = f"Expected it to end in {call.raises}, but {what}."
    return Result(passed=False, looked_at="", says=says, expected=Shown(text=call.raises), came=Shown(text=what))


def introduced(check: FunctionCheck, call: Call) -> str:
    before = " ".join(call.before.split())
    after = f" after `{before[:200]}`" if before else ""
    return f"`{check.expression(call)}`{after}:"
