from typing import Any

import pytest

from tests.checks.making import check, raised, ran, seen
from webapp.checks.raises import judge_raises
from webapp.checks.verdict import Result
from webapp.observation import Observation

BOUND = raised(
    "IntegrityError",
    "(sqlite3.IntegrityError) UNIQUE constraint failed: t.id",
    bases=["DatabaseError", "SQLAlchemyError", "Exception"],
    code="gkpj",
)


def judged(wanted: dict[str, Any], came: Observation) -> Result:
    expectation = check(raises=wanted).raises
    assert expectation is not None
    return judge_raises(expectation, seen(came))


@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "IntegrityError"},
        {"type": "SQLAlchemyError"},
        {"type": "sqlalchemy.exc.IntegrityError"},
        {"code": "gkpj"},
        {"matches": "UNIQUE .* t.id"},
        {"type": "Exception", "code": "gkpj", "matches": "UNIQUE"},
    ],
    ids=repr,
)
def test_exception_as_expected_passes(wanted: dict[str, Any]) -> None:
    result = judged(wanted, BOUND)
    assert result.passed
    assert result.says == "It ended in IntegrityError, as expected."


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        pytest.param({"type": "KeyError"}, "Expected KeyError, got IntegrityError.", id="type"),
        pytest.param(
            {"type": "IntegrityError", "code": "f405"},
            "The type is right. Expected the code f405, got gkpj.",
            id="code",
        ),
        pytest.param(
            {"matches": "NOT NULL"},
            "Expected a message that matches 'NOT NULL', got '(sqlite3.IntegrityError) UNIQUE constraint failed: "
            "t.id'.",
            id="message",
        ),
        pytest.param(
            {"matches": "unique"},
            "Expected a message that matches 'unique', got '(sqlite3.IntegrityError) UNIQUE constraint failed: t.id'. "
            "It would match in other upper and lower case.",
            id="message in other case",
        ),
    ],
)
def test_other_exception_fails_and_is_told(wanted: dict[str, Any], says: str) -> None:
    result = judged(wanted, BOUND)
    assert not result.passed
    assert result.says == (
        "Your answer ended in another exception than expected. "
        f"IntegrityError in line 3: (sqlite3.IntegrityError) UNIQUE constraint failed: t.id. {says}"
    )


def test_no_exception_fails_and_is_told() -> None:
    result = judged({"type": "IntegrityError", "code": "gkpj"}, ran())
    assert not result.passed
    assert result.says == (
        "Expected the answer to end in IntegrityError with SQLAlchemy's code gkpj, but it ran to its end. "
        "If it catches the exception, let it through."
    )
    assert result.came is not None
    assert result.came.text == "no exception"


CAUGHT = {"type": "IntegrityError", "bases": ["DBAPIError", "SQLAlchemyError"], "message": "UNIQUE", "code": "gkpj"}


def test_exception_that_the_answer_handles_passes_where_that_is_expected() -> None:
    assert judged({"type": "IntegrityError", "handled": True}, ran(handled=[CAUGHT])).passed
    assert not judged({"type": "IntegrityError"}, ran(handled=[CAUGHT])).passed


@pytest.mark.parametrize(
    ("came", "says"),
    [
        pytest.param(ran(), "and no `except` of yours took any exception.", id="none"),
        pytest.param(ran(handled=[{"type": "KeyError", "message": "'a'"}]), "It handled KeyError.", id="another"),
        pytest.param(BOUND, "and it ended in an exception. IntegrityError in line 3", id="not handled"),
    ],
)
def test_exception_that_the_answer_does_not_handle_is_told(came: Observation, says: str) -> None:
    result = judged({"type": "IntegrityError", "handled": True}, came)
    assert not result.passed
    assert says in result.says
