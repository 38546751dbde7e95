"""Looking for words: in lessons, their steps, the glossary and errors."""

from flask.testing import FlaskClient


def test_result_leads_to_its_step_with_its_words_marked(client: FlaskClient) -> None:
    page = client.get("/search?q=Committ one row").text
    assert "Nothing goes with" not in page
    page = client.get("/search?q=emphas").text
    assert "Prose with <mark>emphasis</mark>." in page
    assert 'href="/lessons/keep#exercise-keep-one"' in client.get("/search?q=table t").text


def test_title_errors_and_summaries_are_found(client: FlaskClient) -> None:
    assert 'href="/lessons/keep"' in client.get("/search?q=lose").text
    assert 'href="/errors/lazy-load-detached"' in client.get("/search?q=DetachedInstanceError").text


def test_solutions_are_not_found(client: FlaskClient) -> None:
    assert 'href="/lessons/keep' not in client.get("/search?q=INSERT INTO t VALUES").text


def test_question_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/search?q=<script>").text
    assert "<script>" not in page.replace("<script src", "").replace('<script type="module" src', "")
    assert "&lt;script&gt;" in page
    assert client.get("/search").status_code == client.get("/search?q=" + "x" * 5000).status_code == 200
