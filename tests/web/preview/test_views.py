from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.lessons.writing import EXERCISE, written
from tests.web.conftest import make_app
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store
from webapp.web.preview.desk import Desk
from webapp.web.preview.views import register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return written(folder, f"{EXERCISE}  - text: The end.\n", "one.yaml")


@pytest.fixture
def desk(path: Path) -> Desk:
    desk = Desk()
    catalogue = Catalogue.load(path.parent)
    lesson = catalogue.get("one")
    own = [
        lesson.problem("Not <b>so</b>:\n    1 < 2", "steps", 0, "checks", 0),
        lesson.warning("Look at the `title`.", "title"),
    ]
    desk.lay(catalogue, [*own, replace(own[0], path=str(path.with_name("other.yaml")))])
    return desk


@pytest.fixture
def client(desk: Desk, store: Store, tmp_path: Path) -> FlaskClient:
    app = make_app(store, LocalSandboxes(tmp_path / "nobody"), desk.catalogue())
    register(app, desk)
    return app.test_client()


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.", "10.0.0.1:8000", ""]
)
@pytest.mark.parametrize("address", ["/preview", "/lessons/one", "/preview/changes?seen=x", "/nowhere"])
def test_name_that_is_not_this_machines_is_shown_nothing(client: FlaskClient, address: str, host: str) -> None:
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert "Commit" not in answer.text
    assert "/lessons/one" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "lessons.localhost:80"])
def test_names_of_this_machine_are_shown_the_lessons(client: FlaskClient, host: str) -> None:
    assert client.get("/lessons/one", headers={"Host": host}).status_code == 200


def part(page: str, name: str) -> str:
    """The element of that id, up to the next one that is renewed."""
    return page.partition(f'id="{name}"')[2].partition("data-preview")[2].partition("data-preview")[0]


def test_problem_stands_at_its_step_with_its_line(client: FlaskClient) -> None:
    page = client.get("/lessons/one").text
    beside = part(page, "preview-0")
    assert "<b>line 7</b> Not &lt;b&gt;so&lt;/b&gt;:" in beside
    assert "1 &lt; 2" in beside
    assert '<span class="is-here"><span class="number">7</span>       - sql: {COMMIT: 1}' in beside
    assert "session.commit()" in beside
    assert part(page, "preview-1").lstrip().startswith("hidden")


def test_top_says_how_the_lesson_stands(client: FlaskClient, desk: Desk, path: Path) -> None:
    top = part(client.get("/lessons/one").text, "preview-top")
    assert f"{path}: 2 to look at, its code is being run …" in top
    assert "1 in other files" in top
    assert "<b>line 1</b> Look at the <code>title</code>." in top
    desk.prove([])
    assert f"{path}: all proven" in part(client.get("/lessons/one").text, "preview-top")


def test_all_problems_stand_on_one_page(client: FlaskClient, path: Path) -> None:
    page = client.get("/preview").text
    assert "3 to look at" in page
    assert f"{path}, line 7" in page
    assert f"{path.with_name('other.yaml')}, line 7" in page


def test_page_knows_its_state_and_hears_of_the_next(client: FlaskClient, desk: Desk) -> None:
    before = desk.state
    assert f'<meta name="preview-state" content="{before}">' in client.get("/lessons/one").text
    desk.prove([])
    assert client.get(f"/preview/changes?seen={before}").json == {"state": desk.state}


def test_nobody_else_s_pages_have_any_of_it(store: Store, desk: Desk, tmp_path: Path) -> None:
    other = make_app(store, LocalSandboxes(tmp_path / "nobody"), desk.catalogue()).test_client()
    assert "preview" not in other.get("/lessons/one").text
    assert other.get("/preview").status_code == 404
