"""Looking at a snippet, the last or an earlier one, as one of its steps left everything."""

import re

import pytest
from flask.testing import FlaskClient

from tests.store.watching import watching
from tests.web.conftest import Recorded
from tests.web.observed import LIFE
from tests.web.reading import words
from tests.web.sending import run
from webapp.observation import Observation

PANELS = {"timeline", "session", "tables", "sql"}


@pytest.fixture
def two(recorded: Recorded) -> Recorded:
    """A visitor with two snippets: an object's whole life, and `1 + 1`."""
    recorded.record(LIFE)
    recorded.record(Observation(outcome="ok", source="1 + 1", steps=[{}, {"line": 1}]))
    return recorded


def html_of(recorded: Recorded, entry: int, **asked: object) -> dict[str, str]:
    answer = recorded.client.get(f"/lessons/keep/snippets/{entry}", query_string=asked)
    assert answer.status_code == 200, answer.text
    html = answer.json["html"]
    assert isinstance(html, dict)
    return html


def panel_of(page: str, name: str) -> str:
    return page.split(f'id="panel-{name}"')[1].split('<div id="panel-')[0].split("</section>\n  </div>")[0]


def test_snippet_is_answered_as_it_left_everything(two: Recorded) -> None:
    answer = two.client.get("/lessons/keep/snippets/1").json
    assert (answer["entry"], answer["at"]) == (1, 12)
    assert set(answer["html"]) == PANELS | {"looked_at"}
    assert "closed" in words(answer["html"]["session"])
    assert "Marsh" in answer["html"]["tables"]


def test_session_and_tables_follow_the_step(two: Recorded) -> None:
    before, pending, flushed = (html_of(two, 1, at=step) for step in (0, 3, 4))
    assert "Before the first line" in words(before["session"])
    assert "New 1 annie" in words(pending["session"])
    assert "transient line 1 pending line 3" in words(pending["session"])
    assert "Identity map 2 annie , persistent rick , persistent" in words(flushed["session"])
    assert "Montrose" not in pending["tables"]
    assert 'class="inserted mine"' in flushed["tables"]
    assert "After line 4 crew = session.scalars" in words(flushed["tables"])


def test_modified_attribute_is_told_as_old_and_new(two: Recorded) -> None:
    session = html_of(two, 1, at=5)["session"]
    assert "lastname was 'Martinez' → , is now 'Marsh'" in words(session)
    assert "1 dirty" in words(html_of(two, 1)["timeline"])


def test_state_diagram_shows_the_way_and_where_the_object_is(two: Recorded) -> None:
    session = html_of(two, 1, at=4)["session"]
    annie = session.split('id="object-1"')[1].split('id="object-2"')[0]
    assert re.findall(r'class="node is-(\w+) visited', annie) == ["transient", "pending", "persistent"]
    assert re.findall(r'class="node is-(\w+)[^"]* now', annie) == ["persistent"]
    assert annie.count('class="edge taken"') == 2


def test_one_panel_is_answered_where_one_is_asked_for(two: Recorded) -> None:
    assert set(html_of(two, 1, panel="session")) == {"looked_at", "session"}
    assert set(html_of(two, 1, panel="none")) == PANELS | {"looked_at"}


@pytest.mark.parametrize(("asked", "at"), [("0", 0), ("12", 12), ("400", 12), ("", 12)])
def test_step_beyond_the_last_is_the_last(two: Recorded, asked: str, at: int) -> None:
    assert two.client.get(f"/lessons/keep/snippets/1?at={asked}").json["at"] == at


@pytest.mark.parametrize(
    "address",
    [
        "/lessons/keep/snippets/99",
        "/lessons/keep/snippets/9999999999999999999999",
        "/lessons/keep/snippets/-1",
        "/lessons/keep/snippets/x",
        "/lessons/then/snippets/1",
        "/lessons/none/snippets/1",
        "/lessons/keep/snippets/1?at=-1",
        "/lessons/keep/snippets/1?at=x",
        "/lessons/keep?look=99",
        "/lessons/keep?look=9999999999999999999",
        "/lessons/keep?look=²",
        "/lessons/then?look=1",
    ],
)
def test_snippet_or_step_that_is_none_is_404(two: Recorded, address: str) -> None:
    assert two.client.get(address).status_code == 404


def test_snippet_of_another_visitor_is_404(two: Recorded, client: FlaskClient) -> None:
    other = two.store.add_visitor()
    for visitor in (other, "nobody", None):
        with client.session_transaction() as cookie:
            cookie["visitor"] = visitor
        for address in ("/lessons/keep/snippets/1", "/lessons/keep?look=1"):
            assert client.get(address).status_code == 404, (visitor, address)


def test_looking_takes_one_statement(two: Recorded) -> None:
    with watching() as asked:
        html_of(two, 1, at=3)
    assert len(asked.selects) == 1


def test_page_shows_the_latest_and_every_snippet_can_be_looked_at(two: Recorded) -> None:
    page = two.client.get("/lessons/keep?exercise=say-it").text
    assert 'data-looking="2" data-at="1" data-lines="0 1"' in page
    assert 'href="?exercise=say-it&amp;look=1#data"' in page
    assert 'href="?exercise=say-it&amp;look=2#data"' in page
    assert "data-of-what hidden" in page


def test_page_without_javascript_looks_at_an_earlier_snippet_and_steps(two: Recorded) -> None:
    page = two.client.get("/lessons/keep?exercise=say-it&look=1&at=4").text
    assert "data-of-what>" in page
    assert 'href="?exercise=say-it#data" data-to-latest' in page
    assert 'href="?exercise=say-it&amp;look=1&amp;at=3#data" aria-label="Step back"' in page
    assert 'href="?exercise=say-it&amp;look=1&amp;at=5#data" aria-label="Step on"' in page
    assert 'class="inserted mine"' in panel_of(page, "tables")
    assert "Identity map 2" in words(panel_of(page, "session"))


def test_page_without_javascript_shows_tables_as_others_see_them(two: Recorded) -> None:
    page = two.client.get("/lessons/keep?look=1&at=4").text
    assert '<div class="data-set"' in page
    assert 'href="?look=1&amp;at=4&amp;others=1#panel-tables">As others see it' in page
    others = two.client.get("/lessons/keep?look=1&at=4&others=1").text
    assert '<div class="data-set as-others"' in others
    assert 'href="?look=1&amp;at=4#panel-tables">As this session sees it' in others


@pytest.mark.usefixtures("pause_known")
def test_page_reads_an_earlier_snippet_that_stands_in_the_transcript_only_once(two: Recorded) -> None:
    two.client.get("/lessons/keep")
    with watching() as asked:
        two.client.get("/lessons/keep")
    with watching() as earlier:
        two.client.get("/lessons/keep?look=1")
    assert len(earlier.statements) == len(asked.statements)


def test_run_answers_the_panel_that_the_page_has_open(live: FlaskClient) -> None:
    document = run(live, "1 + 1", panel="session")
    html = document["html"]
    assert isinstance(html, dict)
    assert set(html) & PANELS == {"session"}
    assert f'data-looking="{document["entries"][0]["id"]}"' in html["looked_at"]
    assert "steps" not in document["entries"][0]
    assert set(run(live, "1 + 1")["html"]) >= PANELS


def test_reset_leaves_nothing_to_look_at(live: FlaskClient) -> None:
    run(live, "1 + 1")
    html = live.post("/lessons/keep/reset", headers={"Accept": "application/json"}).json["html"]
    assert html["looked_at"] == ""
    assert all('class="empty"' in html[panel] and "Here" in html[panel] for panel in PANELS)
