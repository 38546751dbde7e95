"""Where an error began: the step that detached, the statement that failed, the mark that ended."""

from typing import Any

from webapp.explained import error
from webapp.observation import Observation

DETACHED = "Parent instance <A> is not bound to a Session; lazy load operation of attribute 'missions' cannot proceed"
FACTS = {"type": "Astronaut", "name": "annie", "attribute": "missions", "session": "session", "session_number": "1"}


def annie(state: str) -> list[dict[str, Any]]:
    return [{"number": 1, "type": "Astronaut", "name": "annie", "state": state}]


def seen_with(message: str, **more: Any) -> Observation:
    told = {"type": "InvalidRequestError", "message": message, "line": 5, "object": 1, "facts": FACTS}
    told |= more.pop("error", {})
    return Observation.model_validate({"outcome": "error", "error": told} | more)


def test_detached_object_leads_to_the_step_that_detached_it() -> None:
    steps = [
        {"line": None},
        {"line": 2, "objects": annie("persistent")},
        {"line": 1, "objects": annie("detached")},
        {"line": 4, "objects": annie("detached")},
        {"line": 5, "raised": True},
    ]
    found = error(seen_with(DETACHED, steps=steps, error={"type": "DetachedInstanceError", "code": "bhk3"}))
    assert found is not None
    assert (found.step, found.line) == (2, 5)
    assert found.says[0].endswith("no session is left that could load it: `annie` was detached in line 1.")


def test_object_that_an_earlier_snippet_detached_leads_to_the_step_that_raised() -> None:
    steps = [{"line": None, "objects": annie("detached")}, {"line": 5, "raised": True}]
    found = error(seen_with(DETACHED, steps=steps, error={"type": "DetachedInstanceError"}))
    assert found is not None
    assert found.step == 1
    assert found.says[0].endswith("no session is left that could load it: `annie` was detached before this snippet.")


def test_waiting_session_leads_to_the_flush_that_failed_first() -> None:
    statements = [
        {"text": "BEGIN", "mark": "BEGIN", "step": 1, "line": 1},
        {"text": "INSERT", "step": 2, "line": 2, "failed": True, "cause": {"kind": "flush"}},
        {"text": "ROLLBACK", "mark": "ROLLBACK", "step": 2, "line": 2},
    ]
    steps = [{"line": None}, {"line": 1}, {"line": 2, "raised": True}, {"line": 5, "raised": True}]
    message = "rolled back due to a previous exception during flush. To begin"
    seen = seen_with(message, statements=statements, steps=steps, error={"type": "PendingRollbackError"})
    found = error(seen)
    assert found is not None
    assert (found.statement, found.step) == (1, 2)


def test_closed_block_leads_to_the_mark_of_its_own_session() -> None:
    statements = [
        {"text": "COMMIT", "mark": "COMMIT", "line": 3, "session": 1},
        {"text": "COMMIT", "mark": "COMMIT", "line": 4, "session": 2},
    ]
    found = error(seen_with("Can't operate on closed transaction inside context manager.", statements=statements))
    assert found is not None
    assert found.statement == 0
    assert "it was ended in line 3" in found.says[0]


def test_refused_row_leads_to_its_statement_and_the_step_that_raised() -> None:
    statements = [{"text": "INSERT", "failed": True, "line": 2}, {"text": "INSERT", "failed": True, "line": 5}]
    message = "(sqlite3.IntegrityError) NOT NULL constraint failed: astronauts.name"
    steps = [{"line": None}, {"line": 2, "raised": True}, {"line": 5, "raised": True}]
    found = error(seen_with(message, statements=statements, steps=steps, error={"type": "IntegrityError"}))
    assert found is not None
    assert (found.statement, found.step) == (1, 2)


def test_run_without_an_error_has_no_explanation() -> None:
    assert error(Observation(outcome="ok")) is None
