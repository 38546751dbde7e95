from typing import Any

import pytest

from tests.checks.making import check, exercise, raised, ran, seen
from webapp.checks.each import judged
from webapp.checks.evidence import AuthorFaultError
from webapp.checks.plan import needs_reference, probes
from webapp.checks.verdict import Result
from webapp.observation import Probe, Probed

COUNT = {"with": ["engine"], "is": 7}
AFTER = {"with": ["engine"], "before": "fill(engine)", "is": 8}


def key(of: str = "count(engine)", before: str = "") -> Probe:
    return Probe(kind="value", of=of, before=before)


def called(*calls: dict[str, Any], came: dict[Probe, Probed], solution: dict[Probe, Probed] | None = None) -> Result:
    wanted = check(function={"of": "count", "calls": list(calls)})
    return judged(wanted, seen(ran(), came), seen(ran(), solution) if solution is not None else None)


def gave(value: Any) -> Probed:
    return Probed(value=value, text=repr(value))


def test_calls_that_give_what_they_should_pass() -> None:
    result = called(COUNT, AFTER, came={key(): gave(7), key(before="fill(engine)"): gave(8)})
    assert result.passed
    assert result.says == "It was called 2 times, and did what it should."


def test_first_call_that_does_not_is_told_with_what_came_before_it() -> None:
    result = called(COUNT, AFTER, came={key(): gave(7), key(before="fill(engine)"): gave(7)})
    assert not result.passed
    assert result.says == "`count(engine)` after `fill(engine)`: Expected 8, got 7."


def test_call_is_compared_with_the_solutions() -> None:
    call = {"with": ["engine"]}
    assert called(call, came={key(): gave(7)}, solution={key(): gave(7)}).passed
    assert not called(call, came={key(): gave(6)}, solution={key(): gave(7)}).passed


def test_exception_that_is_expected_of_a_call_passes() -> None:
    call = {"with": ["engine"], "raises": "NoResultFound"}
    assert called(call, came={key(): Probed(error="NoResultFound: No row was found")}).passed
    assert called(call, came={key(): gave(None)}).says == (
        "`count(engine)`: Expected it to end in NoResultFound, but it gave None."
    )


def test_call_that_ends_in_an_exception_is_told() -> None:
    result = called(
        COUNT, came={key(): Probed(error="TypeError: count() takes 0 positional arguments but 1 was given")}
    )
    assert result.says == (
        "`count(engine)`: It ended in TypeError: count() takes 0 positional arguments but 1 was given."
    )


def test_function_that_is_not_defined_is_told() -> None:
    result = called(COUNT, came={key(): Probed(error="NameError: name 'count' is not defined")})
    assert result.says == "`count(engine)`: Your answer defines nothing named `count`."


def test_function_after_an_exception_is_told() -> None:
    wanted = check(function={"of": "count", "calls": [COUNT]})
    assert judged(wanted, seen(raised()), None).says == "It was not called: the exception came first."


def test_call_the_solution_fails_in_is_the_authors_fault() -> None:
    with pytest.raises(AuthorFaultError, match="not even after its solution"):
        called({"with": ["engine"]}, came={key(): gave(7)}, solution={key(): Probed(error="TypeError: no")})


def test_calls_run_last_and_in_their_order() -> None:
    wanted = exercise(
        {"function": {"of": "count", "calls": [AFTER, {"with": ["engine"]}]}}, {"value": {"of": "x", "is": 1}}
    )
    assert probes(wanted).throwaway == (
        Probe(kind="value", of="x"),
        key(before="fill(engine)"),
        key(),
    )
    assert needs_reference(wanted)
