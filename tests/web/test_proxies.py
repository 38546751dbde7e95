"""Whom a server believes what proxies say."""

from dataclasses import replace

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.web.conftest import SETTINGS
from webapp.config import SettingError, Settings
from webapp.web import proxies

PROXY, OTHER, CLIENT = "10.0.0.5", "203.0.113.7", "198.51.100.20"
TOLD = {"X-Forwarded-For": CLIENT, "X-Forwarded-Proto": "https"}


def believed(named: str, peer: str, headers: dict[str, str]) -> tuple[str | None, bool, bool]:
    """Address, whether by https, whether it came by a named proxy."""
    app = Flask(__name__)
    proxies.register(app, named)

    @app.get("/")
    def look() -> list[object]:
        return [request.remote_addr, request.is_secure, proxies.came_by_a_named_proxy()]

    address, secure, named_one = app.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": peer}).json
    return address, secure, named_one


@pytest.mark.parametrize(
    ("named", "peer", "headers", "expected"),
    [
        ("", "127.0.0.1", TOLD, ("127.0.0.1", False, False)),
        ("10.0.0.0/8", OTHER, TOLD, (OTHER, False, False)),
        ("10.0.0.0/8", PROXY, TOLD, (CLIENT, True, True)),
        ("10.0.0.0/8", PROXY, {}, (PROXY, False, True)),
        (f"{PROXY}, ::1", "::1", TOLD, (CLIENT, True, True)),
        ("10.0.0.0/8", PROXY, TOLD | {"X-Forwarded-For": f"1.2.3.4, {CLIENT}"}, (CLIENT, True, True)),
        ("10.0.0.0/8", PROXY, TOLD | {"X-Forwarded-For": f"1.2.3.4, {CLIENT}, 10.9.9.9"}, (CLIENT, True, True)),
        ("1", OTHER, TOLD, (CLIENT, True, True)),
        ("1", OTHER, TOLD | {"X-Forwarded-For": f"1.2.3.4, {CLIENT}"}, (CLIENT, True, True)),
        ("2", OTHER, TOLD | {"X-Forwarded-For": f"1.2.3.4, {CLIENT}, {PROXY}"}, (CLIENT, True, True)),
        ("0", PROXY, TOLD, (PROXY, False, False)),
    ],
    ids=[
        "nobody is named",
        "another one",
        "a named one",
        "a named one that tells nothing",
        "one of several",
        "forged before it",
        "two named ones",
        "one hop",
        "forged before one hop",
        "two hops",
        "no hop",
    ],
)
def test_only_what_named_proxies_say_is_believed(
    named: str, peer: str, headers: dict[str, str], expected: tuple[str, bool, bool]
) -> None:
    assert believed(named, peer, headers) == expected


def test_other_forwarded_headers_are_never_believed() -> None:
    app = Flask(__name__)
    proxies.register(app, "1")

    @app.get("/")
    def look() -> list[object]:
        return [request.host, request.script_root]

    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Port": "81"}
    assert app.test_client().get("/", headers=TOLD | headers).json == ["localhost", ""]


@pytest.mark.parametrize("named", ["everybody", "10.0.0.1/8", "*", "12", "-1", "127.0.0.1 ::1"])
def test_what_names_no_proxies_is_told(named: str) -> None:
    with pytest.raises(SettingError, match=r"SAVEPOINT_PROXIES is .*; it must be addresses"):
        Settings(proxies=named)


def test_cookie_is_not_marked_by_a_header_of_anybodys(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", json={"source": "1"}, headers=TOLD)
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert replace(SETTINGS, proxies="127.0.0.1").proxies == "127.0.0.1"
