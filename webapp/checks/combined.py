"""`all`, `any` and `not`: checks made of others."""

import re
from collections.abc import Sequence

from webapp.checks.verdict import Result

AS_EXPECTED = re.compile(r"^(?:It|The output) is as expected\.$|, as expected(?=\.)")
"""What a check says where it holds, and what is untrue where it should not hold."""


def judge_every(results: Sequence[Result]) -> Result:
    """Whether all hold; the first that does not speaks for them."""
    failed = [result for result in results if not result.passed]
    if not failed:
        says = " ".join(result.says for result in results if result.says)
        return Result(passed=True, looked_at=_looked_at(results), says=says)
    first, *others = failed
    return first.model_copy(update={"says": " ".join([first.says, *(_also(each) for each in others)])})


def judge_any(results: Sequence[Result]) -> Result:
    """Whether one holds; where none does, each says what it lacks."""
    for result in results:
        if result.passed:
            return result
    if len(results) == 1:
        return results[0]
    ways = " ".join(f"({number}) {result.looked_at}: {result.says}" for number, result in enumerate(results, 1))
    return Result(passed=False, looked_at=_looked_at(results), says=f"One of these would do, and none is so. {ways}")


def judge_not(results: Sequence[Result]) -> Result:
    """Whether the only one does not hold."""
    (result,) = results
    if not result.passed:
        return Result(passed=True, looked_at=result.looked_at, says="It is not so, as expected.")
    says = f"This should not be so, and it is. {AS_EXPECTED.sub('', result.says)}"
    return Result(passed=False, looked_at=result.looked_at, says=says.rstrip())


def _also(result: Result) -> str:
    return f"{result.looked_at}: {result.says}"


def _looked_at(results: Sequence[Result]) -> str:
    return ", ".join(dict.fromkeys(result.looked_at for result in results))
