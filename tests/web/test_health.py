"""What the machinery around a server is told of it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import SETTINGS, make_app
from webapp.attempts import readiness
from webapp.errors import SandboxError
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
from webapp.store.store import Store

ALL_WELL = {"store": "ok", "supervisor": "ok", "snippet": "ok"}


@pytest.fixture(scope="module")
def launched() -> Iterator[Launched]:
    """A supervisor on which nobody else's visitors are, so that none has to go for another."""
    with Launched(Limits.of(SETTINGS, live=4)) as running:
        yield running


def test_health_is_told_without_looking(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_server_that_can_run_snippets_is_ready(live: FlaskClient, launched: Launched) -> None:
    before = launched.sandboxes.status()["live"]
    answer = live.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"ready": True, "parts": ALL_WELL, "paused": None})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert launched.sandboxes.status()["live"] == before  # its sandbox was a throwaway one


def test_supervisor_that_is_away_is_named(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["ready"]) == (503, False)
    parts = answer.get_json()["parts"]
    assert parts["store"] == "ok"
    assert parts["supervisor"] == "The sandboxes are being started. Try again in a moment."
    assert parts["snippet"] == readiness.UNASKED


def test_store_that_does_not_answer_is_named(launched: Launched, catalogue: Catalogue, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'without-tables.sqlite3'}")
    answer = make_app(store, launched.sandboxes, catalogue).test_client().get("/readyz")
    store.close()
    assert answer.status_code == 503
    assert answer.get_json()["parts"]["store"].startswith("The database does not answer")


def test_many_who_ask_cause_one_snippet(
    store: Store, launched: Launched, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    turn = LocalSandboxes.turn

    def counted(self: LocalSandboxes, visitor: str, *rest: object, **given: object) -> object:
        ran.append(visitor)
        return turn(self, visitor, *rest, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(LocalSandboxes, "turn", counted)
    app = make_app(store, launched.sandboxes, catalogue)
    seen: list[int] = []

    def ask() -> None:
        seen.append(app.test_client().get("/readyz").status_code)

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert seen == [200] * 8
    assert len(ran) == 1
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 0.0)
    assert app.test_client().get("/readyz").status_code == 200
    assert len(ran) == 2


def test_part_that_is_silent_is_named_and_holds_nobody(
    store: Store, launched: Launched, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()

    def silent(_self: LocalSandboxes) -> None:
        going_on.wait(60)
        raise SandboxError("too late")

    monkeypatch.setattr(LocalSandboxes, "status", silent)
    monkeypatch.setattr(readiness, "WITHIN", 0.3)
    client = make_app(store, launched.sandboxes, catalogue).test_client()
    for _ in range(2):
        parts = client.get("/readyz").get_json()["parts"]
        assert parts == {
            "store": "ok",
            "supervisor": "does not answer within 0.3 seconds",
            "snippet": readiness.UNASKED,
        }
    going_on.set()
