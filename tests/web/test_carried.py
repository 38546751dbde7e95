"""What a form's run has to say is on the page that it leads to."""

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from webapp.web.carried import KEY, carried, carry

FORM = "/lessons/keep/run"
LOST = "Your sandbox had ended and was rebuilt"


def test_form_is_told_once_what_a_rebuilt_sandbox_lacks(live: FlaskClient) -> None:
    live.post(FORM, data={"source": "mine = 5"})
    live.post(FORM, data={"source": "sum(range(10 ** 12))"})
    answer = live.post(FORM, data={"source": "mine"})
    page = live.get(answer.location).text
    problem = page.split("data-problem")[1].split("</div>")[0]
    assert not problem.startswith(" hidden")
    assert LOST in problem
    assert "sum(range(10 ** 12))" in problem
    assert LOST not in live.get("/lessons/keep").text


def test_page_has_no_problem_where_nothing_was_carried(client: FlaskClient) -> None:
    assert "data-problem hidden><p></p>" in client.get("/lessons/keep").text


SENTENCES = {
    "few": (["One.", "Two."], "One. Two."),
    "many": (["x" * 500] * 9, f"{'x' * 500} {'x' * 500} And 7 more like these."),
    "one that is too long": (["\u4e2d" * 2000], "And 1 more like these."),
}


@pytest.mark.parametrize(("sentences", "found"), SENTENCES.values(), ids=SENTENCES.keys())
def test_cookie_carries_what_it_has_room_for(app: Flask, sentences: list[str], found: str) -> None:
    with app.test_request_context():
        carry(["of before"])
        carry(sentences)
        assert carried() == found
        assert carried() == ""
        assert KEY not in session


def test_cookie_stays_smaller_than_browsers_take(app: Flask) -> None:
    client = app.test_client()
    app.add_url_rule("/carry", view_func=lambda: carry([chr(0x4E00 + n) * 60 for n in range(40)]) or "")
    assert len(client.get("/carry").headers["Set-Cookie"]) < 4096
