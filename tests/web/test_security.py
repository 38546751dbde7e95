import re

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("address", ["/", "/lessons/keep", "/lessons/none", "/healthz", "/favicon.ico"])
def test_every_answer_has_the_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


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
    "fetch site before origin": {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
}


@pytest.mark.parametrize("headers", OTHER_SITES.values(), ids=OTHER_SITES.keys())
@pytest.mark.parametrize("action", ["run", "interrupt", "reset", "bring-back"])
def test_post_from_another_site_is_refused(client: FlaskClient, action: str, headers: dict[str, str]) -> None:
    answer = client.post(f"/lessons/keep/{action}", data={"source": "1"}, headers=headers)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


OURS = {
    "same origin": {"Sec-Fetch-Site": "same-origin"},
    "typed": {"Sec-Fetch-Site": "none"},
    "origin": {"Origin": "http://localhost"},
    "no browser": {},
}


@pytest.mark.parametrize("headers", OURS.values(), ids=OURS.keys())
def test_post_from_our_page_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/lessons/keep/reset", headers=headers).status_code == 303
