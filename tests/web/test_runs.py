"""Runs on real sandboxes."""

import json
import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.store.watching import watching
from tests.web.sending import STREAM, lines_of, run
from webapp.lessons.catalogue import Catalogue

RIGHT = """\
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE t (a INTEGER)"))
    connection.execute(text("INSERT INTO t VALUES (1)"))
"""


def test_console_goes_on_from_where_it_was(live: FlaskClient) -> None:
    first = run(live, "x = 20")
    second = run(live, "x + 1", seen=first["position"])
    assert [entry["output"] for entry in second["entries"]] == ["21\n"]
    assert second["whole"] is False
    assert second["html"]["transcript"].count("<li") == 1


def test_page_that_stands_elsewhere_gets_the_whole_transcript(live: FlaskClient) -> None:
    first = run(live, "x = 20")
    run(live, "y = 1")
    for number, seen in enumerate(("", first["position"], "99.1"), 3):
        found = run(live, "x + 1", seen=seen)
        assert found["whole"] is True
        assert found["html"]["transcript"].count("<li") == number


def test_fresh_start_is_the_whole_transcript_wherever_the_page_stood(live: FlaskClient) -> None:
    seen = run(live, "x = 20")["position"]
    answered = run(live, "print('it')", kind="answer", step="say-it", seen=seen)
    assert answered["whole"] is True
    assert answered["html"]["transcript"].count("<li") == 1
    after = run(live, "1", seen=answered["position"])
    assert after["whole"] is False
    reset = live.post("/lessons/keep/reset", headers={"Accept": "application/json"}).json
    assert (reset["whole"], reset["html"]["transcript"]) == (True, "")
    assert run(live, "1", seen=reset["position"])["whole"] is False


@pytest.mark.usefixtures("pause_known")
def test_run_reads_the_transcript_only_for_a_page_that_stands_elsewhere(live: FlaskClient) -> None:
    done = run(live, "0")
    statements = []
    for number in range(1, 8):
        with watching() as asked:
            done = run(live, str(number), seen=done["position"])
        statements.append(len(asked.statements))
        assert asked.snippets == []
    assert max(statements) == min(statements) <= 14
    with watching() as asked:
        run(live, "print('it')", kind="answer", step="say-it", seen=done["position"])
    assert asked.snippets == []
    with watching() as asked:
        run(live, "8", seen=done["position"])
    assert len(asked.snippets) == 2


def test_data_panes_show_the_last_run_whether_or_not_the_page_gets_the_whole(live: FlaskClient) -> None:
    done = run(live, RIGHT)
    for seen in (done["position"], "", done["position"]):
        found = run(live, "with engine.connect() as c:\n    c.execute(text('SELECT 12 FROM t'))", seen=seen)
        assert "<b>t</b>" in found["html"]["tables"]
        assert "12" in found["html"]["sql"]
        assert "INSERT" not in found["html"]["sql"]


def test_right_answer_passes_and_is_told_in_every_part(live: FlaskClient, catalogue: Catalogue) -> None:
    run(live, "mine = 1")
    lesson = catalogue.get("keep")
    start = lesson.start_of(lesson.exercise("keep-one")).digest
    done = run(live, RIGHT, kind="answer", step="keep-one", start=start)
    assert done["verdict"]["passed"] is True
    assert done["replaced"] is True
    assert done["progress"] == {"done": 1, "total": 2, "states": {"keep-one": "passed", "say-it": "todo"}}
    assert "Passed" in done["html"]["verdict"]
    assert "1 of 2 done" in done["html"]["progress"]
    assert "INSERT" in done["html"]["sql"]
    assert "<b>t</b>" in done["html"]["tables"]


def test_wrong_answer_gets_expected_and_actual_side_by_side(live: FlaskClient) -> None:
    source = RIGHT.replace("VALUES (1)", "VALUES (2)")
    done = run(live, source, kind="answer", step="keep-one")
    assert done["verdict"]["passed"] is False
    html = done["html"]["verdict"]
    assert html.index("Expected") < html.index("Yours")
    assert 'class="differs"' in html


def test_exercise_that_changed_is_409(live: FlaskClient) -> None:
    sent = {"source": "1", "kind": "answer", "step": "keep-one", "start": "0" * 32}
    answer = live.post("/lessons/keep/run", json=sent)
    assert answer.status_code == 409
    assert answer.json["error"]["name"] == "stale"


def test_repeated_submission_runs_once(live: FlaskClient) -> None:
    seen = run(live, "x = 0")["position"]
    submission = str(uuid4())
    again = [run(live, "x += 1; print(x)", submission=submission, seen=seen) for _ in range(2)]
    assert [each["whole"] for each in again] == [False, True]
    assert again[1]["html"]["transcript"].count("<li") == 2
    assert again[1]["position"] == again[0]["position"]
    assert [each["entries"][0]["output"] for each in again] == ["1\n", "1\n"]
    assert again[0]["entries"][0]["id"] == again[1]["entries"][0]["id"]


def test_stream_brings_output_as_it_comes_then_the_document(live: FlaskClient) -> None:
    sent = {"source": "print('a')\n1", "submission": str(uuid4())}
    answer = live.post("/lessons/keep/run", json=sent, headers=STREAM)
    assert answer.mimetype == "application/x-ndjson"
    *events, document = lines_of(answer)
    assert "".join(each["event"]["text"] for each in events) == "a\n1\n"
    assert document["entries"][0]["outcome"] == "ok"


def test_form_goes_back_to_the_page_which_shows_the_result(live: FlaskClient) -> None:
    sent = {"source": RIGHT.replace("\n", "\r\n"), "kind": "answer", "step": "keep-one", "submission": str(uuid4())}
    answer = live.post("/lessons/keep/run", data=sent)
    assert answer.status_code == 303
    assert answer.location == "/lessons/keep?exercise=keep-one#verdict"
    page = live.get(answer.location).text
    assert "Passed" in re.sub(r'<span class="badge".*?</span></span>', "", page)
    assert "INSERT INTO t VALUES (1)" in page
    assert "1 of 2 done" in page


def test_form_that_replaced_names_offers_them_back(live: FlaskClient) -> None:
    live.post("/lessons/keep/run", data={"source": "mine = 5", "exercise": "say-it"})
    answer = live.post("/lessons/keep/run", data={"source": "", "kind": "example", "step": "1"})
    assert "replaced=1" in answer.location
    assert "data-replaced>" in live.get(answer.location).text
    assert live.post("/lessons/keep/bring-back").location == "/lessons/keep#console"
    live.post("/lessons/keep/run", data={"source": "mine + 1"})
    assert '<span class="mi">6</span>' in live.get("/lessons/keep").text


def test_reset_empties_the_console_and_keeps_progress(live: FlaskClient) -> None:
    run(live, "print('it')", kind="answer", step="say-it")
    answer = live.post("/lessons/keep/reset", headers={"Accept": "application/json"})
    assert answer.json["html"]["transcript"] == ""
    assert answer.json["progress"]["states"]["say-it"] == "passed"
    assert "NameError" in run(live, "connection")["entries"][0]["output"]


def test_interrupt_without_a_run_says_that_nothing_ran(live: FlaskClient) -> None:
    run(live, "1")
    answer = live.post("/lessons/keep/interrupt", headers={"Accept": "application/json"})
    assert answer.json == {"interrupted": False}


def test_index_goes_on_with_what_was_begun(live: FlaskClient) -> None:
    run(live, "print('it')", kind="answer", step="say-it")
    page = live.get("/").text
    assert "Continue where you left off: Keep &amp; lose" in page
    assert "1 of 2 done" in page


def test_number_that_json_does_not_know_is_told_as_text(live: FlaskClient) -> None:
    source = 'with engine.connect() as c:\n    c.execute(text("CREATE TABLE f AS SELECT 9e999 AS a"))\n'
    answer = live.post("/lessons/keep/run", json={"source": source})
    assert answer.status_code == 200
    (table,) = json.loads(answer.text, parse_constant=pytest.fail)["entries"][0]["tables"]
    assert (table["name"], table["columns"]) == ("f", ["a"])
    assert [row["values"] for row in table["rows"]] == [["inf"]]
