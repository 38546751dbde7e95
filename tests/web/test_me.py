"""What is kept about a visitor, and their ways out of it."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.reading import words
from webapp.observation import Observation
from webapp.store.own import tables
from webapp.store.store import Store
from webapp.web.me import WORDS


def link_in(page: str) -> str:
    found = re.search(r'readonly value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_every_table_with_rows_of_visitors_has_words() -> None:
    assert set(WORDS) == {table.name for table in tables()}


@pytest.mark.parametrize("address", ["/me", "/me/leave", "/me/forget", "/me/gone", "/resume"])
def test_reading_makes_no_visitor_and_no_cookie(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/me/link", "/me/link/revoke", "/me/leave", "/me/forget"])
def test_nobody_has_nothing_to_lose(client: FlaskClient, address: str) -> None:
    assert client.post(address).status_code == 303
    assert "Nothing. A record begins" in client.get("/me").text


def test_page_counts_what_is_kept(recorded: Recorded) -> None:
    recorded.record(Observation(outcome="ok"), "1")
    recorded.record(Observation(outcome="ok"), "2")
    told = words(recorded.client.get("/me").text)
    assert "Snippets that ran, each with what it showed 2" in told
    assert "Resume links made" not in told


def test_resume_link_is_shown_once(recorded: Recorded) -> None:
    recorded.client.post("/me/link")
    link = link_in(recorded.client.get("/me").text)
    assert re.fullmatch(r"http://localhost/resume#[A-Za-z0-9_-]{32}", link)
    again = recorded.client.get("/me").text
    assert link not in again
    assert "It cannot be shown again" in again


def test_resume_link_is_https_where_the_page_was(recorded: Recorded) -> None:
    recorded.client.post("/me/link")
    page = recorded.client.get("/me", base_url="https://localhost").text
    assert link_in(page).startswith("https://localhost/resume#")


def test_revoked_link_is_told_no_more(recorded: Recorded) -> None:
    recorded.client.post("/me/link")
    link = link_in(recorded.client.get("/me").text)
    recorded.client.post("/me/link/revoke")
    assert "There is a resume link" not in recorded.client.get("/me").text
    assert recorded.store.resume(link.partition("#")[2]) is None


def test_leaving_keeps_the_record_and_warns_where_nothing_leads_back(recorded: Recorded, store: Store) -> None:
    assert "nothing would lead back" in recorded.client.get("/me/leave").text
    recorded.client.post("/me/link")
    recorded.client.get("/me")
    assert "nothing would lead back" not in recorded.client.get("/me/leave").text
    told = recorded.client.post("/me/leave", follow_redirects=True).text
    assert "Your resume link leads back" in told
    assert 'data-clear="all"' in told
    assert store.knows(recorded.visitor)
    assert "Nothing. A record begins" in recorded.client.get("/me").text
    assert recorded.client.get_cookie("savepoint") is None


def test_forgetting_asks_first_and_then_says_what_went(recorded: Recorded, store: Store) -> None:
    recorded.record(Observation(outcome="ok"))
    assert "Snippets that ran" in recorded.client.get("/me/forget").text
    assert store.knows(recorded.visitor)
    told = recorded.client.post("/me/forget", follow_redirects=True).text
    assert "Snippets that ran, each with what it showed 1" in words(told)
    assert not store.knows(recorded.visitor)
    assert recorded.client.get_cookie("savepoint") is None
    assert "Nothing was done here" in recorded.client.get("/me/gone").text


def test_forgetting_in_a_second_tab_says_that_nothing_was_left(recorded: Recorded) -> None:
    recorded.record(Observation(outcome="ok"))
    other = recorded.client.application.test_client()
    with other.session_transaction() as cookie:
        cookie["visitor"] = recorded.visitor
    recorded.client.post("/me/forget")
    assert "There was nothing kept" in other.post("/me/forget", follow_redirects=True).text


@pytest.mark.parametrize("address", ["/me/link", "/me/link/revoke", "/me/leave", "/me/forget", "/resume"])
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}], ids=str
)
def test_other_sites_can_do_none_of_it(recorded: Recorded, store: Store, address: str, headers: dict[str, str]) -> None:
    other = store.make_resume_link(store.add_visitor())
    answer = recorded.client.post(address, data={"code": other}, headers=headers)
    assert answer.status_code == 403
    assert store.knows(recorded.visitor)
    with recorded.client.session_transaction() as cookie:
        assert cookie["visitor"] == recorded.visitor
