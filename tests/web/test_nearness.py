"""Who is told of problems in lessons: nobody but whoever sits at the machine that serves them."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import SETTINGS, make_app
from tests.web.lessons import write_course
from webapp.config import Settings
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store


def client_of(store: Store, folder: Path, host: str) -> FlaskClient:
    """A client of a server bound to `host`, with a lesson that cannot be read."""
    (lessons := folder / "broken").mkdir()
    catalogue = write_course(lessons, wrong="title: [\n")
    settings = Settings(secret_key=SETTINGS.secret_key, host=host)
    return make_app(store, LocalSandboxes(folder / "nobody"), catalogue, settings).test_client()


NEAR = {
    "by name": ("localhost:8000", "127.0.0.1"),
    "by address": ("127.0.0.1:8000", "127.0.0.1"),
    "by IPv6": ("[::1]:8000", "::1"),
}
FAR = {
    "another machine asks": ("localhost", "192.0.2.7", {}),
    "nobody knows who asks": ("localhost", "", {}),
    "by another name": ("learn.example.org", "127.0.0.1", {}),
    "by a name that begins like ours": ("localhost.example.org", "127.0.0.1", {}),
    "by what is no name": ("[", "127.0.0.1", {}),
    "passed on for another": ("localhost", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
    "passed on by https": ("localhost", "127.0.0.1", {"X-Forwarded-Proto": "https"}),
    "passed on by the standard's header": ("localhost", "127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
}


@pytest.mark.parametrize(("host", "asker"), NEAR.values(), ids=NEAR.keys())
def test_problems_are_told_on_the_machine_itself(store: Store, tmp_path: Path, host: str, asker: str) -> None:
    client = client_of(store, tmp_path, "127.0.0.1")
    page = client.get("/", headers={"Host": host}, environ_base={"REMOTE_ADDR": asker}).text
    assert "wrong.yaml:" in page
    assert "Only this machine sees this note" in page


@pytest.mark.parametrize(("host", "asker", "headers"), FAR.values(), ids=FAR.keys())
def test_problems_are_told_to_nobody_else(
    store: Store, tmp_path: Path, host: str, asker: str, headers: dict[str, str]
) -> None:
    client = client_of(store, tmp_path, "127.0.0.1")
    page = client.get("/", headers={"Host": host, **headers}, environ_base={"REMOTE_ADDR": asker}).text
    assert "wrong.yaml" not in page
    assert "Only this machine" not in page


def test_problems_are_not_told_by_a_server_that_listens_to_others(store: Store, tmp_path: Path) -> None:
    assert "wrong.yaml" not in client_of(store, tmp_path, "0.0.0.0").get("/").text
