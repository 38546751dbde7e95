from dataclasses import replace
from pathlib import Path
from time import time

import pytest
from flask.testing import FlaskClient
from itsdangerous import BadSignature, SignatureExpired
from sqlalchemy import create_engine, text

from tests.web.conftest import SETTINGS, make_app
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store
from webapp.web.signing import Signer


def visitors_in(store: Store) -> int:
    engine = create_engine(store._url)
    with engine.connect() as connection:
        count = connection.scalar(text("SELECT count(*) FROM visitors"))
    engine.dispose()
    return int(count or 0)


@pytest.mark.parametrize("address", ["/", "/lessons/keep", "/lessons/none", "/healthz"])
def test_reading_makes_no_visitor(client: FlaskClient, store: Store, address: str) -> None:
    answer = client.get(address)
    assert "Set-Cookie" not in answer.headers
    assert visitors_in(store) == 0


@pytest.mark.parametrize("action", ["interrupt", "reset", "bring-back"])
def test_doing_nothing_makes_no_visitor(client: FlaskClient, store: Store, action: str) -> None:
    assert client.post(f"/lessons/keep/{action}").status_code == 303
    assert visitors_in(store) == 0


def test_first_submission_makes_a_visitor_and_the_cookie_is_guarded(client: FlaskClient, store: Store) -> None:
    cookie = client.post("/lessons/keep/run", json={"source": "1"}).headers["Set-Cookie"]
    client.post("/lessons/keep/run", json={"source": "1"})
    assert visitors_in(store) == 1
    assert cookie.startswith("savepoint=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert client.get_cookie("savepoint") is not None


def test_page_renews_the_cookie_and_a_run_does_not(live: FlaskClient) -> None:
    live.post("/lessons/keep/run", json={"source": "1"})
    assert "Set-Cookie" not in live.post("/lessons/keep/run", json={"source": "1"}).headers
    assert "Set-Cookie" in live.get("/lessons/keep").headers


def test_cookie_is_secure_behind_https(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", json={"source": "1"}, base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("value", ["", "garbage", "eyJ2aXNpdG9yIjoiYSJ9.aaaa.bbbb", "x" * 4000, "\u00fc"])
def test_broken_cookie_reads_as_nobody_and_submits_as_a_new_visitor(
    client: FlaskClient, store: Store, value: str
) -> None:
    client.set_cookie("savepoint", value)
    assert client.get("/").status_code == 200
    assert client.get("/lessons/keep").status_code == 200
    client.post("/lessons/keep/run", json={"source": "1"})
    assert visitors_in(store) == 1


def test_signed_cookie_of_an_unknown_visitor_submits_as_a_new_one(live: FlaskClient, store: Store) -> None:
    with live.session_transaction() as cookie:
        cookie["visitor"] = "gone-with-an-old-database"
    assert live.get("/lessons/keep").status_code == 200
    assert live.post("/lessons/keep/run", json={"source": "1"}).get_json()["entries"][0]["outcome"] == "ok"
    assert visitors_in(store) == 1


def cookie_signed_with(store: Store, catalogue: Catalogue, key: str, cookie: str | None) -> str:
    """The cookie that an application with that key answers a page with."""
    settings = replace(SETTINGS, secret_key=key)
    client = make_app(store, LocalSandboxes(Path("nobody")), catalogue, settings).test_client()
    if cookie is None:
        with client.session_transaction() as session:
            session["visitor"] = store.add_visitor()
            session.permanent = True
    else:
        client.set_cookie("savepoint", cookie)
    client.get("/lessons/keep").close()
    found = client.get_cookie("savepoint")
    assert found is not None
    with client.session_transaction() as session:
        assert store.knows(session["visitor"])
    return found.value


def test_keys_rotate_without_losing_a_visitor(store: Store, catalogue: Catalogue) -> None:
    old, new = "o" * 32, "n" * 32
    first = cookie_signed_with(store, catalogue, old, None)
    renewed = cookie_signed_with(store, catalogue, f"{new},{old}", first)
    assert cookie_signed_with(store, catalogue, new, renewed)
    with pytest.raises(KeyError):
        cookie_signed_with(store, catalogue, new, first)


def test_cookie_that_a_clock_ahead_has_signed_is_still_its_visitors(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another machine's clock, or this one's before it was set back."""
    with monkeypatch.context() as ahead:
        ahead.setattr("itsdangerous.timed.time", Clock(3600))
        client.post("/lessons/keep/help/keep-one", data={"what": "hint", "number": "1"})
    with client.session_transaction() as cookie:
        visitor = cookie["visitor"]
    assert store.knows(visitor)
    assert visitors_in(store) == 1


def test_signature_that_is_too_old_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as behind:
        behind.setattr("itsdangerous.timed.time", Clock(-120))
        signed = Signer("key").sign(b"text")
    assert Signer("key").unsign(signed, max_age=180) == b"text"
    with pytest.raises(SignatureExpired):
        Signer("key").unsign(signed, max_age=60)
    with pytest.raises(BadSignature):
        Signer("another").unsign(signed)


class Clock:
    """The `time` module of a clock that is so many seconds ahead."""

    def __init__(self, ahead: float) -> None:
        self._ahead = ahead

    def time(self) -> float:
        return time() + self._ahead
