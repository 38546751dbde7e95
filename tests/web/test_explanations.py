"""What the page says under a traceback."""

from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.sending import run
from webapp.observation import Error, Observation

EXPIRED = Error(
    type="DetachedInstanceError",
    message="Instance <Astronaut at 0x7f> is not bound to a Session; attribute refresh operation cannot proceed",
    line=4,
    code="bhk3",
    facts={"name": "annie", "type": "Astronaut", "attribute": "name"},
)
UNKNOWN = Error(type="SAWarning", message="of another kind", code="abcd")


def test_error_is_explained_with_its_page(recorded: Recorded) -> None:
    recorded.record(Observation(outcome="error", error=EXPIRED))
    page = recorded.client.get("/lessons/keep").text
    assert "Line 4 reads <code>annie.name</code>, whose value has expired" in page
    assert "or keep values over a commit with <code>expire_on_commit=False</code>." in page
    assert page.count('href="https://sqlalche.me/e/21/bhk3"') == 1


def test_error_that_nobody_knows_has_the_page_of_its_code(recorded: Recorded) -> None:
    recorded.record(Observation(outcome="error", error=UNKNOWN))
    page = recorded.client.get("/lessons/keep").text
    assert 'class="explanation"' not in page
    assert page.count('href="https://sqlalche.me/e/21/abcd"') == 1


def test_run_answers_with_the_explanation(live: FlaskClient) -> None:
    found = run(live, "from sqlalchemy.orm import Session\nsession = Session(engine)\nsession.add(5)\n")
    assert "Line 3 gives <code>session</code> an <code>int</code>" in found["html"]["transcript"]  # type: ignore[index]
