"""A console without a lesson."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded


@pytest.mark.parametrize(("asked", "to"), [("/scratch", "scratch.empty"), ("/scratch?data=nothing", "scratch.empty")])
def test_scratch_leads_to_a_console(client: FlaskClient, asked: str, to: str) -> None:
    answer = client.get(asked)
    assert answer.location == f"/lessons/{to}"
    page = client.get(answer.location).text
    assert "Already run when you start" in page
    assert "data-console-form" in page
    assert "create_engine" in page


def test_scratch_is_no_lesson_of_the_list_and_counts_nothing(recorded: Recorded) -> None:
    page = recorded.client.get("/").text
    assert "/lessons/scratch" not in page
    assert 'href="/scratch"' in page
    assert not re.search(r"\d of \d done", recorded.client.get("/lessons/scratch.empty").text)


def test_snippet_runs_in_scratch_and_stays_with_the_visitor(live: FlaskClient) -> None:
    sent = {"source": "engine.dialect.name", "kind": "console"}
    answer = live.post("/lessons/scratch.empty/run", json=sent, headers={"Accept": "application/json"})
    assert answer.json is not None
    assert answer.json["entries"][0]["output"] == "'sqlite'\n"
    assert "engine.dialect.name" in re.sub(r"<[^>]+>", "", live.get("/lessons/scratch.empty").text)


def test_every_page_says_what_it_runs(client: FlaskClient) -> None:
    for address in ("/", "/errors", "/search", "/lessons/keep", "/lessons/scratch.empty"):
        assert re.search(r"SQLAlchemy 2\.\d+\.\d+ on Python 3\.\d+\.\d+, SQLite 3\.", client.get(address).text), address
