"""Downloads of every kind and of none."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.downloads.plain import python
from webapp.observation import Event, Observation


@pytest.mark.parametrize("kind", ["py", "txt", "ipynb"])
def test_download_before_the_first_run_is_the_start_and_makes_no_visitor(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/lessons/keep/transcript.{kind}")
    assert answer.status_code == 200
    assert "create_engine" in answer.text
    assert answer.headers.get("Set-Cookie") is None


def test_download_of_another_kind_or_lesson_is_not_found(client: FlaskClient) -> None:
    assert client.get("/lessons/keep/transcript.exe").status_code == 404
    assert client.get("/lessons/none/transcript.py").status_code == 404


def test_snippets_kept_before_statements_were_told_apart_still_run(recorded: Recorded, tmp_path: Path) -> None:
    events = [Event(kind="value", text="2\n")]
    source = "x = 1\ndef f():\n    return x\nf() + 1"
    recorded.record(Observation(outcome="ok", source=source, events=events), source)
    for kind in ("py", "txt"):
        (tmp_path / f"old.{kind}").write_bytes(recorded.client.get(f"/lessons/keep/transcript.{kind}").data)
    assert python(tmp_path, "old.py").returncode == 0
    done = python(tmp_path, "-m", "doctest", "old.txt")
    assert (done.returncode, done.stdout) == (0, "")
