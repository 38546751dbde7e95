"""Bodies beyond every limit, over a real connection: the answer is the sentence, not a connection that was cut."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.cli.serving import serving

MB = 1024 * 1024
SENTENCE = "A snippet may have up to 16 KiB; run it in smaller pieces."
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("home"), "--workers", "1") as served:
        yield urlsplit(served.address).netloc


def sent(size: int) -> Iterator[bytes]:
    yield b'{"source": "'
    for _ in range(size // MB):
        yield b"x" * MB
    yield b'"}'


@pytest.mark.parametrize("kind", [JSON, FORM], ids=["json", "form"])
@pytest.mark.parametrize("size", [10 * MB, 60 * MB], ids=["10 MB", "60 MB"])
def test_large_body_is_413_with_a_sentence(place: str, size: int, kind: str) -> None:
    connection = http.client.HTTPConnection(place, timeout=30)
    length = sum(map(len, sent(size)))
    headers = {"Content-Type": kind, "Accept": JSON if kind == JSON else "text/html", "Content-Length": str(length)}
    connection.request("POST", "/lessons/context-managers/run", sent(size), headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    assert answer.status == 413
    assert SENTENCE in (json.loads(body)["error"]["message"] if kind == JSON else body)
    connection.request("GET", "/healthz")
    assert connection.getresponse().read() == b"ok\n"
    connection.close()
