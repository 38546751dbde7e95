"""Steps that are answered where they stand on the page."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.web.lessons import write_course
from webapp.lessons.catalogue import Catalogue

KINDS = """\
title: Kinds
summary: One of each.
steps:
  - predict: which
    ask: Which?
    code: print(1 + 1)
    options:
      - {says: "2", right: true, because: Two.}
      - {says: "11", because: These are no texts.}
  - predict-output: what
    code: print("a")
    mistakes:
      - {shows: "'a'", because: print() shows no quotes.}
  - arrange: loop
    ask: Print 0 and 1.
    solution: |
      for x in range(2):
          print(x)
    distractors: ["return x"]
    checks:
      - output: {is: "0\\n1"}
  - repair: mend
    ask: Print 3.
    broken: print("4")
    solution: print(3)
    checks:
      - output: {is: "3"}
"""

TITLES = re.compile("<figcaption>(.*?)</figcaption>")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "lessons"
    folder.mkdir()
    found = write_course(folder, kinds=KINDS)
    assert found.problems == ()
    return found


def send(client: FlaskClient, step: str, source: str, kind: str = "prediction") -> dict[str, object]:
    sent = {"submission": str(uuid4()), "kind": kind, "step": step, "source": source}
    answer = client.post("/lessons/kinds/run", json=sent)
    assert answer.status_code == 200, answer.text
    document = answer.json
    assert isinstance(document, dict)
    return document


@pytest.fixture
def kinds_page(page: Page, address: str) -> Page:
    page.goto(f"{address}/lessons/kinds")
    return page


def test_page_asks_and_gives_nothing_away(client: FlaskClient) -> None:
    page = client.get("/lessons/kinds").text
    for shown in ('value="0"', "What will this print?", "Put the lines in order", "Repair 1"):
        assert shown in page
    assert "These are no texts" not in page
    assert page.index("print(x)") < page.index("for x in range(2):")


def test_prediction_is_judged_and_counts(live: FlaskClient) -> None:
    document = send(live, "which", "1")
    assert document["verdict"]["results"][0]["says"] == "11: These are no texts."  # type: ignore[index]
    document = send(live, "which", "0")
    assert document["progress"]["states"]["which"] == "passed"  # type: ignore[index]
    page = live.get("/lessons/kinds").text
    assert 'value="0" required checked' in page


def test_wrong_prediction_stands_beside_what_came_and_a_wrong_answer_beside_what_was_expected(
    live: FlaskClient,
) -> None:
    verdict = send(live, "what", "'a'")["html"]["verdict"]  # type: ignore[index]
    assert TITLES.findall(verdict) == ["What came", "Your prediction"]
    assert TITLES.findall(live.get("/lessons/kinds").text) == ["What came", "Your prediction"]
    verdict = send(live, "loop", "print(2)", "answer")["html"]["verdict"]  # type: ignore[index]
    assert TITLES.findall(verdict) == ["Expected", "Yours"]


def test_arranged_lines_are_run_as_an_answer(live: FlaskClient) -> None:
    document = send(live, "loop", "for x in range(2):\n    print(x)", "answer")
    assert document["progress"]["states"]["loop"] == "passed"  # type: ignore[index]


@pytest.mark.parametrize(("step", "kind"), [("which", "prediction"), ("loop", "answer")])
def test_form_goes_back_to_its_step(live: FlaskClient, step: str, kind: str) -> None:
    form = {"submission": str(uuid4()), "kind": kind, "step": step, "source": "1"}
    answer = live.post("/lessons/kinds/run", data=form)
    assert answer.status_code == 303
    assert answer.location.endswith(f"#step-{step}")
    assert "Not yet" in live.get("/lessons/kinds").text


def test_unknown_prediction_is_told(live: FlaskClient) -> None:
    sent = {"submission": str(uuid4()), "kind": "prediction", "step": "loop", "source": "1"}
    answer = live.post("/lessons/kinds/run", json=sent)
    assert answer.status_code == 404


def test_steps_are_answered_in_the_page(kinds_page: Page) -> None:
    page = kinds_page
    which = page.locator('[data-inline="which"]')
    which.get_by_role("radio", name="11").check()
    which.get_by_role("button", name="Run it and see").click()
    expect(which.locator(".verdict")).to_contain_text("These are no texts.")
    which.get_by_role("radio", name="2").check()
    which.get_by_role("button", name="Run it and see").click()
    expect(which.locator(".verdict h3")).to_have_text("Passed")
    expect(which.get_by_text("2: Two.")).to_be_visible()
    expect(page.locator("[data-progress]")).to_contain_text("1 of 4")
    expect(page.locator(".entry .printed").last).to_have_text("2\n")


def test_lines_are_arranged_by_keyboard(kinds_page: Page) -> None:
    loop = kinds_page.locator('[data-inline="loop"]')
    line = {text: loop.locator(f'li[data-line="{text}"]') for text in ("for x in range(2):", "print(x)", "return x")}
    line["return x"].click()
    kinds_page.keyboard.press("Delete")
    line["for x in range(2):"].click()
    while loop.locator("li").first.get_attribute("data-line") != "for x in range(2):":
        kinds_page.keyboard.press("Alt+ArrowUp")
    line["print(x)"].click()
    kinds_page.keyboard.press("ArrowRight")
    expect(loop.locator("textarea")).to_have_value("for x in range(2):\n    print(x)")
    loop.get_by_role("button", name="Run", exact=True).click()
    expect(loop.locator(".verdict h3")).to_have_text("Passed")
    kinds_page.reload()
    expect(loop.locator("textarea")).to_have_value("for x in range(2):\n    print(x)")
