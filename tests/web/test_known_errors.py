"""Pages on errors, and what the front page recognises tracebacks by."""

import re

import pytest
from flask.testing import FlaskClient

from webapp.explained import reference


def test_all_errors_are_listed_by_class_and_filtered_by_words(client: FlaskClient) -> None:
    page = client.get("/errors").text
    assert page.count('href="/errors/') >= len(reference.pages())
    found = client.get("/errors?q=detached").text
    assert 'href="/errors/lazy-load-detached"' in found
    assert 'href="/errors/no-such-table"' not in found


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/errors?q=lkrp", "/errors/e/lkrp"),
        ("/errors?q=https://sqlalche.me/e/20/7s2a", "/errors/e/7s2a"),
        ("/errors?code=LKRP", "/errors/e/lkrp"),
        ("/errors/e/lkrp", "/errors/identity-map-gone"),
        ("/errors?q=sqlalchemy.exc.PendingRollbackError: Can't reconnect", "/errors/invalid-transaction"),
    ],
)
def test_code_or_name_leads_to_its_page(client: FlaskClient, asked: str, to: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.location) == (302, to)


def test_code_of_several_messages_shows_them_all(client: FlaskClient) -> None:
    page = client.get("/errors/e/bhk3").text
    assert all(f'href="/errors/{each.id}"' in page for each in reference.of_code("bhk3"))


def test_every_error_has_its_page(client: FlaskClient) -> None:
    for page in reference.pages().values():
        answer = client.get(f"/errors/{page.id}")
        assert answer.status_code == 200, page.id
        assert page.link in answer.text, page.id


def test_what_is_not_known_is_said_and_never_taken_as_html(client: FlaskClient) -> None:
    page = client.get("/errors?q=<b>x</b>").text
    assert "Nothing here goes with <b>&lt;b&gt;x&lt;/b&gt;</b>" in page
    assert client.get("/errors/e/zzzz").status_code == client.get("/errors/nothing").status_code == 404


def test_data_for_the_browser_are_kept_by_it_and_carry_no_cookie(client: FlaskClient) -> None:
    found = re.search(r'data-door="([^"]+)"', client.get("/").text)
    assert found
    answer = client.get(found[1])
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert answer.json is not None
    assert set(answer.json["cards"]) == set(reference.pages())
    assert client.get("/errors/known/000000000000.json").status_code == 404


def test_patterns_are_javascripts_too(client: FlaskClient) -> None:
    for each in reference.patterns():
        assert not re.search(r"[}*+?]\+|\(\?P|\(\?>|\(\?i", each["pattern"]), each
