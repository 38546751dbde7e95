import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.routes import addresses

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = ["/", "/lessons/keep", "/lessons/none", "/search?q=x", "/me"]
DATA = ["/healthz", "/favicon.ico", "/lessons/keep/standing", "/lessons/keep/transcript.py"]


def directives(policy: str) -> dict[str, str]:
    return {name: value for name, _, value in (each.strip().partition(" ") for each in policy.split(";"))}


@pytest.mark.parametrize("address", PAGES + DATA)
def test_every_answer_has_the_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "camera=()" in headers["Permissions-Policy"]
    policy = directives(headers["Content-Security-Policy"])
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["default-src"] == ("'self'" if address in PAGES else "'none'")


def test_pages_may_load_their_own_code_alone(client: FlaskClient) -> None:
    policy = directives(client.get("/").headers["Content-Security-Policy"])
    assert policy["script-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["frame-src"] == "'none'"


def test_static_file_is_read_as_what_it_is_and_by_our_pages_alone(client: FlaskClient) -> None:
    with client.get("/static/0/css/tokens.css") as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/lessons/none", "/healthz"])
def test_browser_that_came_by_https_is_kept_there(client: FlaskClient, address: str) -> None:
    assert "Strict-Transport-Security" not in client.get(address).headers
    assert client.get(address, base_url="https://localhost").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_no_shared_cache_may_keep_what_a_visitor_is_told(recorded: Recorded) -> None:
    for method, address in addresses(recorded.client.application, safe=True):
        with recorded.client.open(address, method=method) as answer:
            cache = answer.cache_control
            for_everybody = address.startswith(("/static/", "/errors/known/")) or address == "/favicon.ico"
            assert for_everybody or cache.private or cache.no_store, address
            # What is kept for everybody must carry nobody's cookie, and everything else depends on the cookie.
            assert "Set-Cookie" not in answer.headers or not for_everybody, address


@pytest.mark.parametrize("address", ["/", "/lessons/keep", "/lessons/none"])
def test_pages_have_no_inline_scripts_or_styles(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == []
    assert all(" src=" in script for script in re.findall(r"<script[^>]*>", page))


def test_nonce_is_new_each_time_and_the_page_knows_it(client: FlaskClient) -> None:
    found = []
    for _ in range(2):
        answer = client.get("/lessons/keep")
        (nonce,) = re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        assert f'content="{nonce}"' in answer.text
        found.append(nonce)
    assert found[0] != found[1]


OTHER_SITES = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
    "origin": {"Origin": "https://evil.example"},
    "null origin": {"Origin": "null"},
    "other port": {"Origin": "http://localhost:81"},
    "no address": {"Origin": "http://[::1"},
    "fetch site before origin": {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
}


@pytest.mark.parametrize("headers", OTHER_SITES.values(), ids=OTHER_SITES.keys())
def test_nothing_is_done_for_another_site_whatever_the_route(recorded: Recorded, headers: dict[str, str]) -> None:
    before = recorded.store.kept(recorded.visitor)
    asked = list(addresses(recorded.client.application, safe=False))
    assert ("POST", "/lessons/keep/run") in asked
    assert ("PUT", "/lessons/keep/drafts") in asked
    for method, address in asked:
        answer = recorded.client.open(address, method=method, data={"source": "1"}, headers=headers)
        assert answer.status_code == 403, address
        assert "Set-Cookie" not in answer.headers
    assert recorded.store.kept(recorded.visitor) == before


OURS = {
    "same origin": {"Sec-Fetch-Site": "same-origin"},
    "typed": {"Sec-Fetch-Site": "none"},
    "origin": {"Origin": "http://localhost"},
    "no browser": {},
}


@pytest.mark.parametrize("headers", OURS.values(), ids=OURS.keys())
def test_post_from_our_page_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/lessons/keep/reset", headers=headers).status_code == 303


@pytest.mark.parametrize("address", ["/lessons//keep", "/static/x//etc", "/lessons/keep//reset"])
def test_no_redirect_names_the_host_that_a_request_claims(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert "Location" not in answer.headers


REDIRECTED = ["/scratch?data=//evil.example", "/scratch?data=%0d%0aX:y", "/errors?q=f405", "/errors?code=%0d%0aX:f405"]


@pytest.mark.parametrize("address", REDIRECTED)
def test_redirects_stay_here(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Host": "evil.example"})
    assert re.match(r"/(?!/)", answer.headers.get("Location", "/"))
    assert "X" not in answer.headers


def test_number_that_no_database_takes_is_nowhere(recorded: Recorded) -> None:
    for address in ("/lessons/keep/snippets/2147483648", f"/join/leave/{2**63}", "/join/leave/" + "9" * 400):
        assert recorded.client.open(address, method="POST" if "join" in address else "GET").status_code == 404
