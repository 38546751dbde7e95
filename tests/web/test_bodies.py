import json
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from tests.web.routes import addresses
from webapp.web.bodies import SMALL

TEXTS = {"/lessons/keep/run", "/lessons/keep/complete", "/lessons/keep/drafts", "/lessons/keep/drafts/keep-one"}
DEEP = {"arrays": "[" * 100_000, "objects": '{"source": ' * 20_000, "closed": "[" * 50_000 + "]" * 50_000}


def test_only_what_carries_a_text_may_be_long(client: FlaskClient) -> None:
    for method, address in addresses(client.application, safe=False):
        answer = client.open(address, method=method, data={"x": "x" * SMALL}, headers={"Accept": "application/json"})
        assert (answer.status_code == 413) == (address not in TEXTS), address


def test_long_body_is_refused_where_none_is_read(client: FlaskClient) -> None:
    sent = {"data": b"x" * (SMALL + 1), "content_type": "application/octet-stream"}
    assert client.post("/me/leave", **sent).status_code == 413
    assert client.get("/", **sent).status_code == 413
    assert "A snippet may have up to" not in client.post("/resume", **sent).text


def test_body_that_hides_its_length_is_read_up_to_the_limit(client: FlaskClient) -> None:
    form = b"code=" + b"x" * SMALL
    answer = client.post(
        "/resume",
        input_stream=BytesIO(form),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},  # as gunicorn says of one that comes in chunks
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
@pytest.mark.parametrize("address", ["run", "complete", "drafts"])
def test_json_nested_too_deep_is_refused(client: FlaskClient, address: str, text: str) -> None:
    method = "PUT" if address == "drafts" else "POST"
    answer = client.open(f"/lessons/keep/{address}", method=method, data=text, content_type="application/json")
    assert answer.status_code == 400
    assert json.loads(answer.text)["error"]["name"] == "bad-request"


def test_many_fields_are_refused(client: FlaskClient) -> None:
    many = {f"field{number}": "1" for number in range(200)}
    answer = client.post("/resume", data=many, content_type="multipart/form-data")
    assert answer.status_code == 413
