import gzip

import pytest
from flask import Flask
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("path", ["/", "/lessons/keep", "/gone"])
def test_page_comes_by_gzip_where_that_is_understood(client: FlaskClient, path: str) -> None:
    packed = client.get(path, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert gzip.decompress(packed.data).startswith(b"<!doctype html>")
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    assert plain.data.startswith(b"<!doctype html>")
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_gzip_that_is_declined_is_not_sent(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip;q=0, *;q=0"}).headers


def test_secret_is_not_compressed(app: Flask) -> None:
    app.add_url_rule("/secret", view_func=lambda: ("s" * 9000, {"Cache-Control": "no-store"}))
    answer = app.test_client().get("/secret", headers=GZIP)
    assert "Content-Encoding" not in answer.headers
    assert answer.text == "s" * 9000


def test_short_answer_stays_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers
