"""Errors that the snippet's own code handles are told as those that end it are."""

import pytest
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from webapp.inside.recorder.handled import told_of

REFUSED = IntegrityError("INSERT INTO moons", {}, Exception("UNIQUE constraint failed"))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(REFUSED, "gkpj", id="of the class"),
        pytest.param(InvalidRequestError("is already begun", code="8s2b"), "8s2b", id="of the error"),
        pytest.param(SystemExit("gkpj"), None, id="of another kind"),
        pytest.param(ValueError("gkpj"), None, id="none"),
    ],
)
def test_code_is_told_that_sqlalchemy_has_for_it(error: BaseException, code: str | None) -> None:
    assert told_of(error, 1)["code"] == code


def test_message_is_what_it_was_made_with() -> None:
    assert told_of(ValueError("no", 3), 1)["message"] == "'no', 3"
