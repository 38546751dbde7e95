import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.redis import Redis, redis_server
from tests.web.conftest import SETTINGS, make_app
from tests.web.routes import SAFE, addresses
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store
from webapp.web.limiting import LIMITS

DEFAULTS = Settings(secret_key=SETTINGS.secret_key)
LOW = replace(DEFAULTS, runs=2, address_runs=1000, new_visitors=3, completions=2, drafts=2, changes=2, resumes=2)
JSON = {"Accept": "application/json"}
HELP = "/lessons/keep/help/keep-one"


@pytest.fixture
def low(store: Store, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Low limits, and a second that does not pass: nothing here waits."""
    return still(make_app(store, LocalSandboxes(tmp_path / "nobody"), catalogue, LOW), monkeypatch)


def still(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr("webapp.sandbox.connections.CONNECT_FOR", 0.01)
    monkeypatch.setattr("limits.storage.memory.time", Still())
    monkeypatch.setattr("webapp.web.limiting.time", Still().time)
    return app


class Still:
    """The `time` module of a clock that stands until somebody moves it."""

    now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


def known(app: Flask, store: Store) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["visitor"] = store.add_visitor()
    return client


def test_every_route_that_changes_something_has_its_limits(app: Flask) -> None:
    unsafe = {rule.endpoint for rule in app.url_map.iter_rules() if (rule.methods or set()) - SAFE}
    assert unsafe == set(LIMITS)


def test_visitor_runs_so_often_in_a_second_and_is_told_when_to_go_on(low: Flask, store: Store) -> None:
    client = known(low, store)
    run = {"source": "1"}
    answers = [client.post("/lessons/keep/run", json=run, headers=JSON) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 429]  # nobody runs them here
    refused = answers[-1]
    assert refused.headers["Retry-After"] == "1"
    error = refused.get_json()["error"]
    assert (error["name"], error["retry_after"]) == ("too-often", 1)
    assert error["message"].startswith("That is a lot of runs in one second")
    # What costs a sandbox as a run does shares its count; stopping what runs does not.
    assert client.post("/lessons/keep/reset", headers=JSON).status_code == 429
    assert client.post("/lessons/keep/interrupt", headers=JSON).status_code != 429
    assert known(low, store).post("/lessons/keep/run", json=run, headers=JSON).status_code == 503


def test_refusal_is_a_page_for_a_form(low: Flask, store: Store) -> None:
    client = known(low, store)
    refused = [client.post(HELP, data={"what": "hint", "number": "1"}) for _ in range(3)][-1]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert "<h1>That is too often</h1>" in refused.text


ASKING = {
    "completions": ("POST", "/lessons/keep/complete", {"json": {"before": "x"}}),
    "drafts": ("PUT", "/lessons/keep/drafts", {"json": {"text": "x", "version": 0}}),
    "links": ("POST", "/me/link", {}),
    "resume tries": ("POST", "/resume", {"data": {"code": "nonsense"}}),
}


@pytest.mark.parametrize("asking", ASKING.values(), ids=ASKING.keys())
def test_what_else_costs_something_is_limited(
    low: Flask, store: Store, asking: tuple[str, str, dict[str, object]]
) -> None:
    method, address, sent = asking
    client = known(low, store)
    answers = [client.open(address, method=method, **sent).status_code for _ in range(3)]
    assert 429 not in answers[:2]
    assert answers[2] == 429


def test_new_visitors_are_counted_by_address_and_a_network_of_ipv6_is_one(low: Flask) -> None:
    def asks(address: str) -> int:
        headers = {"environ_overrides": {"REMOTE_ADDR": address}}
        return low.test_client().post(HELP, data={"what": "hint", "number": "1"}, **headers).status_code

    assert [asks("2001:db8::1"), asks("2001:db8::2"), asks("2001:db8::3:4"), asks("2001:db8::5")] == [
        303,
        303,
        303,
        429,
    ]
    assert asks("2001:db8:0:1::1") == 303
    assert asks("192.0.2.1") == 303


def test_a_cookie_that_the_store_knows_no_more_is_no_way_around(
    store: Store, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(LOW, changes=100)
    client = known(still(make_app(store, LocalSandboxes(tmp_path / "nobody"), catalogue, settings), monkeypatch), store)
    with client.session_transaction() as cookie:
        gone = cookie["visitor"]
    store.forget(gone)
    answers = []
    for _ in range(4):
        with client.session_transaction() as cookie:
            cookie["visitor"] = gone
        answers.append(client.post(HELP, data={"what": "lines"}).status_code)
    assert answers == [303, 303, 303, 429]


def test_reading_is_never_counted_and_makes_nobody(low: Flask, store: Store) -> None:
    client = low.test_client()
    for _ in range(5):
        for method, address in addresses(low, safe=True):
            with client.open(address, method=method) as answer:
                assert answer.status_code != 429, address
    with client.session_transaction() as cookie:
        assert "visitor" not in cookie


@pytest.fixture
def own_redis() -> Iterator[Redis]:
    with redis_server() as server:
        yield server


LONGEST_PAUSE = 2**6
"""Seconds between two looks whether Redis is back, at most: Flask-Limiter doubles them from one on."""


def test_two_machines_count_together_over_redis_and_each_alone_while_it_is_away(
    store: Store, catalogue: Catalogue, tmp_path: Path, own_redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Still()
    monkeypatch.setattr("flask_limiter._extension.time", clock)
    settings = replace(LOW, redis_url=own_redis.url)
    one, other = (make_app(store, LocalSandboxes(tmp_path / "nobody"), catalogue, settings) for _ in range(2))
    tries = {"data": {"code": "nonsense"}}

    def statuses(app: Flask, times: int) -> list[int]:
        return [app.test_client().post("/resume", **tries).status_code for _ in range(times)]

    assert statuses(one, 1) + statuses(other, 2) == [404, 404, 429]
    own_redis.process.send_signal(signal.SIGSTOP)  # there, and silent: the worst way to be away
    assert statuses(one, 3) == [404, 404, 429]
    own_redis.stop()
    assert statuses(other, 3) == [404, 404, 429]
    for _ in range(10):  # a long time without it
        clock.now += LONGEST_PAUSE + 1
        assert statuses(one, 1) == [429]
    own_redis.start()
    clock.now += LONGEST_PAUSE + 1
    assert statuses(one, 1) + statuses(other, 1) + statuses(one, 1) + statuses(other, 1) == [404, 404, 429, 429]
