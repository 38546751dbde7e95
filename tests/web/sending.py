"""What the page's code sends."""

import json
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

STREAM = {"Accept": "application/x-ndjson"}


def run(client: FlaskClient, source: str, **more: object) -> dict[str, object]:
    """The document of a run that is taken."""
    answer = client.post("/lessons/keep/run", json={"source": source, "submission": str(uuid4()), **more})
    assert answer.status_code == 200, answer.text
    document = answer.json
    assert isinstance(document, dict)
    return document


def lines_of(answer: TestResponse) -> list[dict[str, Any]]:
    """What a stream says, without the empty line that a slow run begins with."""
    return [json.loads(line) for line in answer.text.splitlines() if line]
