import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.web.lessons import write_course
from webapp.attempts import Attempts, pausing
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation
from webapp.sandbox.client import LocalSandboxes
from webapp.sandbox.interface import Sandboxes
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits
from webapp.store.entries import NewSnippet
from webapp.store.store import Store
from webapp.web import stream
from webapp.web.app import create_app

DESK = {"width": 1440, "height": 900}
SETTINGS = Settings(secret_key="0123456789abcdef" * 2, wall_seconds=3, cpu_seconds=1, snippet_kib=4, runs=10_000)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "lessons"
    folder.mkdir()
    found = write_course(folder)
    assert found.problems == ()
    return found


@pytest.fixture
def pause_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether running is switched off is asked of the store only once: for tests that count what is asked."""
    monkeypatch.setattr(pausing, "ASKED_EVERY", float("inf"))


@pytest.fixture
def patient_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails at once is told by its status, however busy the machine is: a stream that has begun can only say it in
    a line, and one that a test leaves unread holds its request open under the next one's feet."""
    monkeypatch.setattr(stream, "QUIET_SECONDS", 60)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the store's tables: making them takes longer than most tests."""
    path = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    made = Store(f"sqlite:///{path}")
    made.upgrade()
    made.close()
    return path


@pytest.fixture
def store(empty_store: Path, tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{copy(empty_store, tmp_path / 'store.sqlite3')}")
    yield made
    made.close()


def make_app(store: Store, sandboxes: Sandboxes, catalogue: Catalogue, settings: Settings = SETTINGS) -> Flask:
    attempts = Attempts(store, sandboxes, lambda: catalogue, longest_snippet=settings.snippet_kib * 1024)
    app = create_app(settings, store, attempts, lambda: catalogue)
    app.testing = True
    return app


@pytest.fixture
def app(store: Store, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application, with nobody at the other end of the sandboxes' socket: enough for all that runs nothing."""
    monkeypatch.setattr("webapp.sandbox.connections.CONNECT_FOR", 0.1)
    return make_app(store, LocalSandboxes(tmp_path / "nobody"), catalogue)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="package")
def launched() -> Iterator[Launched]:
    """A supervisor for visitors of the tests' own; with the fifth, the one that was longest idle goes."""
    with Launched(Limits.of(SETTINGS, live=4)) as running:
        yield running


@pytest.fixture
def live(store: Store, catalogue: Catalogue, launched: Launched) -> FlaskClient:
    """A client of the application on real sandboxes."""
    return make_app(store, launched.sandboxes, catalogue).test_client()


@dataclass
class Recorded:
    """A visitor with a history that nobody had to run."""

    store: Store
    client: FlaskClient
    visitor: str
    catalogue: Catalogue

    def record(self, observation: Observation, source: str = "x", lesson: str = "keep") -> None:
        known = self.store.transcript(self.visitor, lesson)
        self.store.record(
            self.visitor,
            lesson,
            transcript=known,
            start=self.catalogue.get(lesson).start,
            step=None,
            snippets=[NewSnippet(None, "console", None, source, observation)],
            attempt=None,
        )


@pytest.fixture
def recorded(store: Store, client: FlaskClient, catalogue: Catalogue) -> Recorded:
    visitor = store.add_visitor()
    with client.session_transaction() as cookie:
        cookie["visitor"] = visitor
    return Recorded(store, client, visitor, catalogue)


@pytest.fixture
def address(store: Store, catalogue: Catalogue, launched: Launched) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, make_app(store, launched.sandboxes, catalogue), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The lesson on a desk's screen. Whatever the browser complains of, a refused style say, fails the test."""
    complaints: list[str] = []
    with browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/lessons/keep")
        expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()
        assert complaints == []
        yield page
        # Chromium itself puts styled elements where text over several lines is replaced, and then refuses the style.
        expected = ("Failed to load resource", "Applying inline style")
        assert [text for text in complaints if not text.startswith(expected)] == []


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The lesson without JavaScript."""
    with browser.new_context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        yield page
