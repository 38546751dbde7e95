import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded, make_app
from webapp.config import SettingError, Settings
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Event, Observation, Row, Statement, Table, Violation
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_index_lists_lessons_in_order_with_progress(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page.index('href="/lessons/keep"') < page.index('href="/lessons/then"')
    assert "8.16.4" in page
    assert "0 of 2 done" in page
    assert "Start with the first lesson" in page


def test_lesson_page_has_its_parts(client: FlaskClient) -> None:
    page = client.get("/lessons/keep").text
    assert "<em>emphasis</em>" in page
    assert "Already run when you start" in page
    assert 'aria-label="Run example 1"' in page
    assert 'id="exercise-keep-one"' in page
    assert "Hint 1 of 2" in text_of(page)
    assert re.search(r'rel="next" href="/lessons/then"', page)
    assert "0 of 2 done" in page


def test_asked_exercise_is_in_the_answer_box(client: FlaskClient) -> None:
    assert 'data-answer-box data-exercise="keep-one"' in client.get("/lessons/keep").text
    assert 'data-answer-box data-exercise="say-it"' in client.get("/lessons/keep?exercise=say-it").text
    assert 'data-answer-box data-exercise="keep-one"' in client.get("/lessons/keep?exercise=none").text


def test_lesson_without_exercises_has_no_answer_box(client: FlaskClient) -> None:
    page = client.get("/lessons/then").text
    assert "data-answer-box" not in page
    assert "data-console-form" in page


def test_each_form_has_a_submission_of_its_own(client: FlaskClient) -> None:
    found = re.findall(r'name="submission" value="([^"]+)"', client.get("/lessons/keep").text)
    assert len(found) == len(set(found)) == 3


def test_transcript_has_prompts_output_and_marks(recorded: Recorded) -> None:
    seen = Observation(
        outcome="ok",
        source="for a in b:\n    a",
        events=[Event(kind="output", text="one\n"), Event(kind="value", text="2\n", spans=[("mi", 1)])],
        statements=[
            Statement(text="BEGIN (implicit)", mark="BEGIN", line=1),
            Statement(text="SELECT 1", parameters="(5,)", line=2, rows=3, many=2),
        ],
        tables=[
            Table(
                engine="engine",
                name="t",
                columns=["a"],
                rows=[Row(values=[None], mark="inserted"), Row(values=[1], mark="gone")],
                total=9,
            )
        ],
    )
    recorded.record(seen)
    page = recorded.client.get("/lessons/keep").text
    words = text_of(page)
    assert "&gt;&gt;&gt; for a in b: ... a" in words
    assert '<span class="mi">2</span>' in page
    assert "BEGIN(implicit)" in words
    assert "line 2" in words
    assert "executemany, 2 sets" in words
    assert "first 2 of 9 rows" in words
    assert "inserted, not committed" in words
    assert "NULL" in words


def test_violation_is_shown_with_line_caret_and_advice(recorded: Recorded) -> None:
    violation = Violation(line=2, column=5, end_column=8, rule="r", message="`foo` is not here.", instead="Use bar.")
    recorded.record(Observation(outcome="refused", source="if x:\n    foo()", violations=[violation]))
    page = recorded.client.get("/lessons/keep").text
    assert "Line 2, column 5" in page
    assert re.search(r'    foo\(\)\n<span class="caret" aria-hidden="true">    \^\^\^</span>', page)
    assert "<code>foo</code> is not here." in page
    assert "Use bar." in page


def test_engines_whose_names_differ_in_case_only_are_told_apart(recorded: Recorded) -> None:
    tables = [
        Table(engine=engine, name="t", columns=["a"], rows=[Row(values=[1], mark="committed")], total=1)
        for engine in ("db", "DB")
    ]
    recorded.record(Observation(outcome="ok", tables=tables))
    words = text_of(recorded.client.get("/lessons/keep").text)
    assert "db · t" in words
    assert "DB · t" in words


def test_application_without_a_secret_is_not_made(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="SAVEPOINT_SECRET_KEY"):
        make_app(store, LocalSandboxes(tmp_path / "nobody"), Catalogue(), Settings())


def test_course_without_lessons_says_so(store: Store, tmp_path: Path) -> None:
    client = make_app(store, LocalSandboxes(tmp_path / "nobody"), Catalogue()).test_client()
    assert "There are no lessons here yet" in client.get("/").text


def test_step_that_differs_in_an_older_version_says_how(tmp_path: Path, store: Store) -> None:
    text = 'title: A\nsummary: B.\nsteps:\n  - text: C\n    elsewhere: {"1.4": "No `get` <there>."}\n'
    (tmp_path / "old.yaml").write_text(text)
    page = (
        make_app(store, LocalSandboxes(tmp_path / "nobody"), Catalogue.load(tmp_path))
        .test_client()
        .get("/lessons/old")
        .text
    )
    assert "In SQLAlchemy 1.4" in page
    assert "<dd>No <code>get</code> &lt;there&gt;.</dd>" in page
