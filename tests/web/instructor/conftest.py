from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation
from webapp.store.entries import NewAttempt, NewSnippet
from webapp.store.store import Store
from webapp.web.instructor.login import COOKIE, PATH

HOSTILE = "=1+1</pre><script>alert(1)</script>"


def logged_in(app: Flask, store: Store, name: str) -> FlaskClient:
    """A browser in which that new instructor has logged in."""
    client = app.test_client()
    answer = client.post("/instructor/login", data={"code": store.teaching.add_instructor(name)})
    assert answer.status_code == 303, answer.text
    assert client.get_cookie(COOKIE, path=PATH) is not None
    return client


@pytest.fixture
def ada(app: Flask, store: Store) -> FlaskClient:
    return logged_in(app, store, "Ada")


@pytest.fixture
def grace(app: Flask, store: Store) -> FlaskClient:
    return logged_in(app, store, "Grace")


@dataclass
class Class:
    """Ada's class of the course, whose students did what nobody had to run."""

    store: Store
    catalogue: Catalogue
    number: int
    token: str
    students: list[str] = field(default_factory=list)

    def student(self, name: str | None = None) -> str:
        """One more."""
        visitor = self.store.add_visitor()
        self.store.teaching.join(visitor, self.token, name)
        self.students.append(visitor)
        return visitor

    def answered(
        self,
        visitor: str,
        *,
        passed: bool = False,
        mistake: str = "",
        observed: str | None = None,
        step: str = "keep-one",
        source: str = "x",
    ) -> None:
        """An answer of theirs."""
        lesson = self.catalogue.get("keep")
        result = {"passed": passed, "looked_at": "Rows", "says": f"Nothing like `{source}`."}
        self.store.record(
            visitor,
            "keep",
            transcript=None,
            start=lesson.start,
            step=step,
            snippets=[NewSnippet(None, "answer", step, source, Observation(outcome="ok", source=source))],
            attempt=NewAttempt(step, passed, {"passed": passed, "results": [result]}, "d", mistake, observed),
        )


@pytest.fixture
def group(store: Store, catalogue: Catalogue, ada: FlaskClient) -> Class:
    (instructor,) = [each for each in store.teaching.instructors() if each.name == "Ada"]
    number, token = store.teaching.make_class(instructor.id, "Tuesday")
    return Class(store, catalogue, number, token)
