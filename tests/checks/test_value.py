from typing import Any

import pytest

from tests.checks.making import check, failed_probe, raised, ran, seen, value_probe
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.value import judge_value
from webapp.checks.verdict import Result


def judged(wanted: dict[str, Any], came: Evidence, solution: Evidence | None = None) -> Result:
    expectation = check(value=wanted).value
    assert expectation is not None
    return judge_value(expectation, came, solution)


def of(value: Any, text: str = "", name: str = "x") -> Evidence:
    return seen(ran(), value_probe(name, value, text))


ROWS = {"type": "list", "items": [{"type": "Row", "items": [1]}, {"type": "Row", "items": [2]}]}
OBJECT = {"type": "Astronaut", "text": "Astronaut(1)"}


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        pytest.param({"is": 6}, of(6.0), id="number"),
        pytest.param({"is": None}, of(None), id="None"),
        pytest.param({"is": [[1], [2]]}, of(ROWS), id="rows"),
        pytest.param({"is_repr": "[(1,), (2,)]"}, of(ROWS), id="literal"),
        pytest.param({"is_repr": "Astronaut(1)"}, of(OBJECT, "Astronaut(1)"), id="repr of an object"),
        pytest.param({"is_repr": "<A at 0x1>"}, of({"type": "A", "text": "<A at 0x2>"}, "<A at 0x2>"), id="address"),
    ],
)
def test_value_as_expected_passes(wanted: dict[str, Any], came: Evidence) -> None:
    assert judged({"of": "x", **wanted}, came).passed


@pytest.mark.parametrize(
    ("wanted", "came", "says"),
    [
        pytest.param(7, of(6), "Expected 7, got 6.", id="number"),
        pytest.param(False, of(True), "Expected False, got True.", id="truth"),
        pytest.param("Beck", of("beck"), "Expected 'Beck', got 'beck'. Upper and lower case differ.", id="case"),
        pytest.param(
            "Beck", of(" Beck "), "Expected 'Beck', got ' Beck '. Only blanks or line breaks differ.", id="blanks"
        ),
        pytest.param(
            "6",
            of(6),
            "Expected '6', got 6. A number and its text are two things: one of them has quotes.",
            id="text of a number",
        ),
        pytest.param(
            6,
            of(None),
            "Expected 6, got None. None is what a call gives that returns nothing, and what a query gives that "
            "finds nothing.",
            id="None",
        ),
        pytest.param(
            [1, 2],
            of({"type": "list", "items": [2, 1]}, "[2, 1]"),
            "Expected [1, 2], got [2, 1]. The items are right, in another order.",
            id="order",
        ),
        pytest.param(
            [1, 2], of({"type": "list", "items": []}, "[]"), "Expected [1, 2], got []. It is empty.", id="empty"
        ),
        pytest.param(
            [1, 2],
            of({"type": "list", "items": [3, 4]}, "[3, 4]"),
            "Expected [1, 2], got [3, 4]. The number of items is right: 2.",
            id="count",
        ),
        pytest.param(
            [1, 2],
            of({"type": "list", "items": [1]}, "[1]"),
            "Expected [1, 2], got [1]. Expected 2 items, got 1.",
            id="too few",
        ),
        pytest.param(
            [1, 2],
            of(ROWS, "[(1,), (2,)]"),
            "Expected [1, 2], got [(1,), (2,)]. The values are right, but each stands in a row of its own: "
            "scalars() takes them out.",
            id="rows for values",
        ),
        pytest.param(
            "Beck",
            of({"type": "Row", "items": ["Beck"]}, "('Beck',)"),
            "Expected 'Beck', got ('Beck',). The value is right, but stands alone in a collection: take it out.",
            id="row for a value",
        ),
        pytest.param(
            "Beck",
            of({"type": "list", "items": [{"type": "Row", "items": ["Beck"]}]}, "[('Beck',)]"),
            "Expected 'Beck', got [('Beck',)]. The value is right, but stands alone in a row, and the row alone in a "
            "list: take it out of both.",
            id="list of a row for a value",
        ),
        pytest.param("Beck", of(ROWS, "[(1,), (2,)]"), "Expected 'Beck', got [(1,), (2,)].", id="rows for a value"),
        pytest.param([1, 2], of("Beck"), "Expected [1, 2], got 'Beck'.", id="text for a list"),
        pytest.param([], of(6), "Expected [], got 6.", id="value for an empty list"),
        pytest.param(
            6,
            of({"type": "method", "text": "<bound method A.all of <A>>"}, "<bound method A.all of <A>>"),
            "Expected 6, got <bound method A.all of <A>>. That is the method itself, which was not called: write "
            "all().",
            id="method that was not called",
        ),
        pytest.param(
            [6],
            of(6),
            "Expected [6], got 6. The value is right, but a collection with it as its only item was expected.",
            id="value for a list",
        ),
        pytest.param(
            [1],
            of({"type": "CursorResult", "text": "<CursorResult>"}, "<CursorResult>"),
            "Expected [1], got <CursorResult>. A CursorResult is not rows yet: take them out of it, with all(), "
            "one() or scalar().",
            id="result for rows",
        ),
    ],
)
def test_other_value_fails_and_is_told(wanted: Any, came: Evidence, says: str) -> None:
    result = judged({"of": "x", "is": wanted}, came)
    assert not result.passed
    assert result.looked_at == "The value of `x`"
    assert result.says == says
    assert result.expected is not None
    assert result.expected.text == repr(wanted)


def test_object_that_only_looks_like_the_value_is_told_by_its_type() -> None:
    result = judged({"of": "x", "is": 3}, of({"type": "Three", "text": "3"}, "3"))
    assert not result.passed
    assert result.says == "Expected 3, got 3. It only looks so: it is of type Three."


def test_missing_name_is_the_students_miss() -> None:
    came = seen(ran(), failed_probe("value", "x", "NameError: name 'x' is not defined"))
    assert judged({"of": "x", "is": 1}, came).says == "Your answer leaves nothing named x. Give your result that name."


def test_expression_that_raises_is_the_students_miss() -> None:
    came = seen(ran(), failed_probe("value", "len(x)", "TypeError: object of type 'int' has no len()"))
    result = judged({"of": "len(x)", "is": 1}, came)
    assert not result.passed
    assert result.says == "len(x) cannot be evaluated after your answer: TypeError: object of type 'int' has no len()."


def test_value_after_an_exception_says_why_nobody_looked() -> None:
    result = judged({"of": "x", "is": 1}, seen(raised()))
    assert not result.passed
    assert result.says == "It could not be looked at: the exception came first."


def test_value_is_compared_with_the_solution() -> None:
    assert judged({"of": "x"}, of(6.0), of(6)).passed
    assert judged({"of": "x"}, of(7), of(6)).says == "Expected 6, got 7."


@pytest.mark.parametrize(
    ("came", "solution", "says"),
    [
        pytest.param(of(6), None, "x is to be what the solution gives, and the solution was not run", id="no solution"),
        pytest.param(
            of(6),
            seen(ran(), failed_probe("value", "x", "NameError: x")),
            "not even after its solution can x be evaluated: NameError: x",
            id="solution without the name",
        ),
        pytest.param(seen(), of(6), "nobody looked at the value of x", id="no probe"),
    ],
)
def test_value_that_cannot_be_checked_is_the_authors_fault(
    came: Evidence, solution: Evidence | None, says: str
) -> None:
    with pytest.raises(AuthorFaultError, match=says):
        judged({"of": "x"}, came, solution)


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        ({"is": [1, 2]}, {"type": "tuple", "items": [1, 2]}),
        ({"is": 1}, 1.0),
        ({"is": 1}, True),
        ({"is_repr": "(1,)"}, {"type": "Row", "items": [1]}),
    ],
    ids=repr,
)
def test_form_counts_where_it_is_asked_for(wanted: dict[str, Any], came: Any) -> None:
    evidence = of(came, "[1]")
    assert judged({"of": "x", **wanted}, evidence).passed
    result = judged({"of": "x", "form": True, **wanted}, evidence)
    assert not result.passed
    assert result.says.endswith("The value is right, in another form.")


def test_same_form_passes() -> None:
    assert judged({"of": "x", "is": [1], "form": True}, of({"type": "list", "items": [1]})).passed
    assert judged({"of": "x", "form": True}, of(ROWS), of(ROWS)).passed
