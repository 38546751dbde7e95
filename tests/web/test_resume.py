"""Going on at another device."""

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from webapp.observation import Observation
from webapp.store.store import Store


def visitor_of(client: FlaskClient) -> object:
    with client.session_transaction() as cookie:
        return cookie.get("visitor")


@pytest.mark.parametrize("shape", ["{}", "http://localhost/resume#{}", "  {}\n"], ids=["code", "link", "spaces"])
def test_link_makes_another_browser_the_same_visitor(recorded: Recorded, store: Store, shape: str) -> None:
    recorded.record(Observation(outcome="ok"))
    code = store.make_resume_link(recorded.visitor)
    other = recorded.client.application.test_client()
    answer = other.post("/resume", data={"code": shape.format(code)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me")
    assert visitor_of(other) == recorded.visitor
    told = other.get("/me").text
    assert "This browser goes on with that record now" in told
    assert 'data-clear="drafts"' in told
    assert "data-clear" not in other.get("/me").text


def test_reading_the_page_changes_nobody(recorded: Recorded, store: Store) -> None:
    code = store.make_resume_link(store.add_visitor())
    recorded.client.get(f"/resume?code={code}")
    assert visitor_of(recorded.client) == recorded.visitor


@pytest.mark.parametrize("code", ["", "x", "x" * 10_000, "é\ud800", "' OR 1=1 --"], ids=ascii)
def test_code_that_is_none_changes_nobody_and_says_so(recorded: Recorded, code: str) -> None:
    answer = recorded.client.post("/resume", data={"code": code.encode("utf-8", "replace").decode()})
    assert answer.status_code == 404
    assert "This link is not good" in answer.text
    assert visitor_of(recorded.client) == recorded.visitor


def test_revoked_link_is_refused(recorded: Recorded, store: Store, client: FlaskClient) -> None:
    code = store.make_resume_link(recorded.visitor)
    store.make_resume_link(recorded.visitor)
    assert client.application.test_client().post("/resume", data={"code": code}).status_code == 404


def test_nothing_of_whom_the_browser_was_stays_in_its_cookie(recorded: Recorded, store: Store) -> None:
    with recorded.client.session_transaction() as cookie:
        cookie["carried"] = "of before"
    recorded.client.post("/resume", data={"code": store.make_resume_link(store.add_visitor())})
    with recorded.client.session_transaction() as cookie:
        assert set(cookie) == {"visitor", "told", "_permanent"}


def test_own_record_is_told_of_with_a_way_to_keep_it(recorded: Recorded, store: Store) -> None:
    recorded.record(Observation(outcome="ok"))
    page = recorded.client.get("/resume").text
    assert "1 snippet and 0 steps passed" in page
    assert "make its own resume link first" in page
    store.make_resume_link(recorded.visitor)
    assert "its own resume link of" in recorded.client.get("/resume").text
    assert "record of its own" not in recorded.client.application.test_client().get("/resume").text


def test_cookie_of_a_resumed_visitor_is_guarded(recorded: Recorded, store: Store) -> None:
    code = store.make_resume_link(recorded.visitor)
    other = recorded.client.application.test_client()
    cookie = other.post("/resume", data={"code": code}, base_url="https://localhost").headers["Set-Cookie"]
    for attribute in ("HttpOnly", "SameSite=Lax", "Secure", "Expires="):
        assert attribute in cookie
