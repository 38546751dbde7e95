"""Help with a step: nothing is in a page that was neither asked for nor earned."""

import json
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.reading import words
from tests.web.sending import run
from webapp.store.store import Store

SOLUTION = 'connection.execute(text("INSERT INTO t VALUES (1)"))'
ADDRESS = "/lessons/keep/help/keep-one"


def ask(client: FlaskClient, what: str, step: str = "keep-one", **more: str) -> str:
    answer = client.post(
        f"/lessons/keep/help/{step}", data={"what": what, **more}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json["html"]) if answer.json else ""


def spaceless(html: str) -> str:
    """Its words without blanks: colours part the words of code elsewhere than its author did."""
    return words(html).replace(" ", "")


def shows_solution(html: str) -> bool:
    return SOLUTION.replace(" ", "") in spaceless(html)


def test_solution_is_in_no_page_before_it_is_asked_for(client: FlaskClient) -> None:
    for answer in (
        client.get("/lessons/keep"),
        client.get("/lessons/keep?exercise=keep-one"),
        client.get(ADDRESS, headers={"Accept": "application/json"}),
    ):
        assert answer.status_code == 200
        assert "INSERT INTO t" not in answer.text
    assert "INSERT INTO t" not in ask(client, "hint", number="2")


def test_looking_at_the_help_makes_no_visitor_and_asking_does(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get(ADDRESS).headers
    assert "Set-Cookie" in client.post(ADDRESS, data={"what": "lines"}).headers


def test_cookie_older_than_the_database_gets_help_too(recorded: Recorded, store: Store) -> None:
    store.forget(recorded.visitor)
    assert shows_solution(ask(recorded.client, "solution"))


def test_lines_are_all_there_and_give_no_order_away(client: FlaskClient) -> None:
    html = ask(client, "lines")
    given = json.loads(html.partition("<template data-lines>")[2].partition("</template>")[0])
    solution = [
        "with engine.begin() as connection:",
        'connection.execute(text("CREATE TABLE t (a INTEGER)"))',
        SOLUTION,
    ]
    assert sorted(given) == sorted(solution)
    assert given != solution
    assert "Show the solution" in html
    assert not shows_solution(html.partition("<template")[0].partition("<textarea")[0])


def test_step_of_one_line_offers_the_solution_at_once(client: FlaskClient) -> None:
    html = client.get("/lessons/keep/help/say-it", headers={"Accept": "application/json"}).json["html"]  # type: ignore[index]
    assert "to arrange" not in html
    assert "Show it? Your own answer stays." in html
    assert "print" not in html


def test_solution_asked_for_stays_after_a_reload(client: FlaskClient) -> None:
    assert shows_solution(ask(client, "solution"))
    page = client.get("/lessons/keep").text
    assert shows_solution(page)
    assert "Show the lines to arrange" not in page


def test_hints_opened_stay_open_after_a_reload(client: FlaskClient) -> None:
    ask(client, "hint", number="1")
    page = client.get("/lessons/keep").text
    assert 'data-hint="1" open' in page
    assert 'data-hint="2" open' not in page


@pytest.mark.parametrize("fields", [{}, {"what": "all"}, {"what": ""}], ids=str)
def test_asking_for_what_there_is_not_is_refused(client: FlaskClient, fields: dict[str, str]) -> None:
    assert client.post(ADDRESS, data=fields).status_code == 400


@pytest.mark.parametrize("number", ["0", "-1", "99999", "two", "99"])
def test_hint_beyond_the_last_is_the_last(recorded: Recorded, number: str) -> None:
    ask(recorded.client, "hint", number=number)
    assert recorded.store.help_taken(recorded.visitor, "keep")["keep-one"].hints in (0, 2)


def test_step_that_is_none_has_no_help(client: FlaskClient) -> None:
    assert client.get("/lessons/keep/help/none").status_code == 404
    assert client.post("/lessons/keep/help/none", data={"what": "solution"}).status_code == 404


def test_form_is_led_back_to_the_help_it_asked_for(client: FlaskClient) -> None:
    answer = client.post(ADDRESS, data={"what": "solution"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/lessons/keep?exercise=keep-one#help-keep-one"


def test_passed_answer_stands_beside_the_solution_in_its_recorded_colours(live: FlaskClient) -> None:
    run(live, "print('it')  # mine", kind="answer", step="say-it")
    html = live.get("/lessons/keep/help/say-it", headers={"Accept": "application/json"}).json["html"]  # type: ignore[index]
    assert "Your answer and the solution" in html
    assert '<span class="c1"># mine</span>' in html
    assert "in sight" not in html
    assert "Your latest answer" in live.get("/lessons/keep").text


def test_answer_that_did_not_pass_earns_no_solution(live: FlaskClient) -> None:
    run(live, "1", kind="answer", step="keep-one")
    assert not shows_solution(live.get("/lessons/keep").text)


def test_pass_after_the_solution_was_shown_says_so_quietly(live: FlaskClient) -> None:
    ask(live, "solution", "say-it")
    run(live, "print('it')", kind="answer", step="say-it", submission=str(uuid4()))
    page = live.get("/lessons/keep").text
    assert "Passed with the solution in sight." in page


def test_other_sites_cannot_ask_for_help(client: FlaskClient) -> None:
    assert client.post(ADDRESS, data={"what": "solution"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
