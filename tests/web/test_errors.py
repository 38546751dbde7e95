import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from webapp.store.store import Store


@pytest.mark.parametrize("address", ["/lessons/none", "/nowhere", "/lessons/keep/more"])
def test_unknown_address_is_404_with_the_index(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'href="/lessons/keep"' in answer.text
    assert "Keep &amp; lose" in answer.text


def test_run_in_an_unknown_lesson_is_404(client: FlaskClient) -> None:
    answer = client.post("/lessons/none/run", json={"source": "1"})
    assert answer.status_code == 404
    assert answer.json == {"error": {"name": "not-found", "message": "There is no lesson none.", "retry_after": None}}


TOO_LONG = {
    "just too long": (
        5 * 1024,
        "This snippet has 5,120 bytes; the longest that runs here has 4,096. Send it in parts.",
    ),
    "10 MB": (
        10 * 1024 * 1024,
        "That is more than this page takes. A snippet may have up to 4 KiB; run it in smaller pieces.",
    ),
}


@pytest.mark.parametrize(("size", "message"), TOO_LONG.values(), ids=TOO_LONG.keys())
def test_long_snippet_is_413_with_a_sentence(client: FlaskClient, size: int, message: str) -> None:
    answer = client.post("/lessons/keep/run", json={"source": "x" * size})
    assert answer.status_code == 413
    assert answer.json == {"error": {"name": "too-large", "message": message, "retry_after": None}}


def test_long_form_is_413_with_a_page(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", data={"source": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "4 KiB" in answer.text
    assert 'href="/lessons/keep"' in answer.text


@pytest.mark.parametrize(
    ("method", "address"),
    [("POST", "/lessons/keep/run"), ("POST", "/lessons/keep/complete"), ("PUT", "/lessons/keep/drafts")],
)
def test_json_that_is_nested_too_deeply_is_400(client: FlaskClient, method: str, address: str) -> None:
    answer = client.open(address, method=method, data=b"[" * 100_000, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["error"]["name"] == "bad-request"


OUT_OF_REACH = "The sandboxes are being started. Try again in a moment."


@pytest.mark.usefixtures("patient_stream")
@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_sandboxes_out_of_reach_are_told_to_the_page(client: FlaskClient, accept: str) -> None:
    answer = client.post("/lessons/keep/run", json={"source": "1"}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.json == {"error": {"name": "busy", "message": OUT_OF_REACH, "retry_after": 2}}


def test_sandboxes_out_of_reach_are_told_to_a_form(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", data={"source": "1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert OUT_OF_REACH in answer.text
    assert "Back to the lesson" in answer.text


def test_database_out_of_reach_is_told_with_the_time_to_wait(client: FlaskClient, store: Store) -> None:
    client.post("/lessons/keep/run", json={"source": "1"})
    engine = create_engine(store._url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE transcripts"))
    engine.dispose()
    answer = client.get("/lessons/keep")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "The database does not answer" in answer.text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"source": 1},
        {"source": "1", "kind": "else"},
        {"source": "1", "submission": "a b"},
        {"source": "\0"},
        [],
        "text",
    ],
    ids=["empty", "number", "kind", "id", "null character", "list", "string"],
)
def test_unreadable_run_is_400_with_a_sentence(client: FlaskClient, body: object) -> None:
    answer = client.post("/lessons/keep/run", json=body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert set(answer.json["error"]) == {"name", "message", "retry_after"}


def test_broken_json_is_400(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", data="{", content_type="application/json")
    assert answer.status_code == 400
    assert answer.is_json


def test_wrong_method_is_405_with_a_page(client: FlaskClient) -> None:
    answer = client.get("/lessons/keep/run")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert answer.headers.getlist("Content-Type") == ["text/html; charset=utf-8"]
    assert "Savepoint" in answer.text


def test_unexpected_failure_is_a_friendly_500(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> str:
        raise ZeroDivisionError("a secret of ours")

    client.application.add_url_rule("/broken", view_func=broken)
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text
    assert "a secret of ours" in caplog.text


@pytest.mark.parametrize(
    ("source", "what"),
    [("x = 1\ny = 'a\0b'", "a NUL character"), ("x = 1\ny = 'a\ud800b'", "half a character, U+D800")],
    ids=["NUL byte", "lone surrogate"],
)
def test_character_that_python_cannot_read_is_told_with_its_place(client: FlaskClient, source: str, what: str) -> None:
    answer = client.post("/lessons/keep/run", json={"source": source})
    assert answer.status_code == 400
    sentence = f"Line 2, column 7: there is {what}, which Python cannot read. Delete it and run the rest."
    assert answer.json is not None
    assert answer.json["error"]["message"] == sentence


def test_nul_byte_in_a_form_is_told_on_a_page(client: FlaskClient) -> None:
    answer = client.post("/lessons/keep/run", data={"source": "x\0"}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "Line 1, column 2: there is a NUL character" in answer.text
