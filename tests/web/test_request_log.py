"""The line that each request leaves in the log, and its id."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import SETTINGS, make_app
from webapp import logs
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.launch import Launched
from webapp.store.store import Store

SECRET = "very_private_name"
GIVEN = {"X-Request-ID": "given-by-a-proxy"}


class Lines(logging.Handler):
    """What was logged, as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(logs.Json().format(record))

    @property
    def requests(self) -> list[dict[str, object]]:
        return [line for line in map(json.loads, self.text) if line["message"] == "request"]


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler, ours = Lines(), logging.getLogger("webapp")
    before = ours.level
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield handler
    ours.removeHandler(handler)
    ours.setLevel(before)


@pytest.fixture
def telling(store: Store, catalogue: Catalogue, launched: Launched) -> FlaskClient:
    """One that logs the rules that refused, behind a proxy on this machine."""
    settings = replace(SETTINGS, log_refused="rules", proxies="127.0.0.1")
    return make_app(store, launched.sandboxes, catalogue, settings).test_client()


def test_run_leaves_a_line_without_what_was_typed(live: FlaskClient, lines: Lines) -> None:
    for source in (f"{SECRET} = 1", f"import {SECRET}"):
        live.post(f"/lessons/keep/run?{SECRET}=1", json={"source": source}).close()
    live.get(f"/lessons/{SECRET}").close()
    live.get(f"/{SECRET}").close()
    ran, refused, unknown, nothing = lines.requests
    assert (ran["endpoint"], ran["status"], ran["outcome"], ran["method"]) == ("runs.run", 200, "ok", "POST")
    assert isinstance(ran["milliseconds"], float)
    assert refused["outcome"] == "refused"
    assert "rules" not in refused
    assert (unknown["endpoint"], unknown["status"]) == ("lesson.page", 404)
    assert (nothing["endpoint"], nothing["status"]) == ("none", 404)
    assert SECRET not in "".join(lines.text)


def test_visitor_is_a_short_hash_that_stays(live: FlaskClient, lines: Lines) -> None:
    for _ in range(2):
        live.post("/lessons/keep/run", json={"source": "1"}).close()
    first, second = (line["visitor"] for line in lines.requests)
    assert first == second
    assert len(str(first)) == 12
    with live.session_transaction() as cookie:
        assert str(first) not in cookie["visitor"]


def test_rules_that_refused_are_logged_where_asked_for(telling: FlaskClient, lines: Lines) -> None:
    telling.post("/lessons/keep/run", json={"source": "import os"}).close()
    (line,) = lines.requests
    assert line["rules"] == "import"
    assert "os" not in {str(value) for value in line.values()}


def test_stream_is_logged_when_it_has_ended(telling: FlaskClient, lines: Lines) -> None:
    accept = {"Accept": "application/x-ndjson"}
    with telling.post("/lessons/keep/run", json={"source": "print(1)"}, headers=accept) as answer:
        assert lines.requests == []
        assert answer.text
    (line,) = lines.requests
    assert line["outcome"] == "ok"


def test_id_of_anybodys_is_not_taken(client: FlaskClient) -> None:
    ids = {client.get("/", headers=GIVEN).headers["X-Request-ID"] for _ in range(2)}
    assert len(ids) == 2
    assert "given-by-a-proxy" not in ids


@pytest.mark.parametrize("wrong", ["short", "x" * 65, "with space in it", "<script>alert(1)</script>"])
def test_id_of_a_named_proxy_is_taken_where_it_is_one(telling: FlaskClient, lines: Lines, wrong: str) -> None:
    with telling.get("/", headers=GIVEN) as answer:
        assert answer.headers["X-Request-ID"] == GIVEN["X-Request-ID"]
    assert lines.requests[0]["request"] == GIVEN["X-Request-ID"]
    assert telling.get("/", headers={"X-Request-ID": wrong}).headers["X-Request-ID"] != wrong


def test_error_page_shows_the_id(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", data={"source": "1"})
    assert answer.status_code == 503
    assert f"<code>{answer.headers['X-Request-ID']}</code>" in answer.text


def test_probes_and_files_are_logged_only_when_something_is_wrong(client: FlaskClient, lines: Lines) -> None:
    client.get("/healthz").close()
    assert lines.requests == []
    client.get("/readyz").close()
    assert [line["status"] for line in lines.requests] == [503]


def test_lines_for_people_have_the_same() -> None:
    record = logging.LogRecord("webapp.web", logging.INFO, "", 0, "request", (), None)
    record.fields = {"status": 200, "endpoint": "runs.run"}
    assert logs.Text().format(record) == "request status=200 endpoint=runs.run"
