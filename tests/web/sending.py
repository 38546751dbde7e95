"""What the page's code sends."""

from uuid import uuid4

from flask.testing import FlaskClient


def run(client: FlaskClient, source: str, **more: object) -> dict[str, object]:
    """The document of a run that is taken."""
    answer = client.post("/lessons/keep/run", json={"source": source, "submission": str(uuid4()), **more})
    assert answer.status_code == 200, answer.text
    document = answer.json
    assert isinstance(document, dict)
    return document
