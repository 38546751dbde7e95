"""A history that the tabs show, with a server that shows it and a page of its visitor's."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.web.conftest import DESK, Recorded, make_app
from tests.web.lessons import write_course
from tests.web.observed import LIFE
from webapp.observation import Observation
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store


@dataclass(frozen=True)
class History:
    """A visitor's history and where a server shows it. Tests only look at it, so they share it."""

    address: str
    cookie: str


@pytest.fixture(scope="package")
def looked_at(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("looking")
    store = Store(f"sqlite:///{copy(empty_store, folder / 'store.sqlite3')}")
    catalogue = write_course(folder)
    app = make_app(store, LocalSandboxes(folder / "nobody"), catalogue)
    recorded = Recorded(store, app.test_client(), store.add_visitor(), catalogue)
    recorded.record(Observation(outcome="refused", source="import os"))
    recorded.record(LIFE)
    signing = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signing is not None
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield History(f"http://127.0.0.1:{server.server_port}", signing.dumps({"visitor": recorded.visitor}))
    server.shutdown()
    thread.join()
    server.server_close()
    store.close()


@contextmanager
def opened(browser: Browser, looked_at: History, **more: object) -> Iterator[Page]:
    """A page of the visitor's. Whatever the browser complains of, a refused style say, fails the test."""
    complaints: list[str] = []
    with browser.new_context(base_url=looked_at.address, **{"viewport": DESK, **more}) as context:
        context.add_cookies([{"name": "savepoint", "value": looked_at.cookie, "url": looked_at.address}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert [text for text in complaints if not text.startswith("Failed to load resource")] == []


@pytest.fixture(scope="package")
def desk(browser: Browser, looked_at: History) -> Iterator[Page]:
    with opened(browser, looked_at) as page:
        yield page


@pytest.fixture
def page(desk: Page) -> Page:
    """The page on a desk's screen, as it is when it is opened for the first time."""
    desk.goto("/lessons/keep")
    desk.evaluate("localStorage.clear()")
    desk.reload()
    return desk
