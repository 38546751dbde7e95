"""Classes: made by an instructor, joined by students, watched while they work."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.instructor.conftest import Class
from tests.web.reading import words
from webapp.store.store import Store

SOLUTION = "data-beside"
SOON = datetime.now(UTC) + timedelta(days=1)


def code_in(page: str) -> str:
    found = re.search(r'readonly value="[^"]+/join#([^"]+)"', page)
    assert found is not None
    return found[1]


def joined(app: Flask, code: str, name: str = "") -> FlaskClient:
    student = app.test_client()
    assert student.post("/join/class", data={"code": code, "name": name}).status_code == 303
    return student


def test_class_is_made_and_its_link_shown_until_it_is_closed(app: Flask, ada: FlaskClient) -> None:
    made = ada.post("/instructor/classes", data={"title": "  Tuesday   class "})
    page = ada.get(made.location).text
    code = code_in(page)
    assert "Tuesday class" in page
    assert code_in(ada.get(made.location).text) == code, "who comes back to the page can read it again"
    told = words(app.test_client().post("/join", data={"code": code}).text)
    assert "Join “Tuesday class”?" in told
    assert "Ada’s class" in told  # noqa: RUF001
    assert ada.post("/instructor/classes", data={"title": " "}).status_code == 400
    ada.post(f"{made.location.partition('#')[0]}/close")
    assert code not in ada.get(made.location).text


def test_looking_at_a_link_joins_nobody(app: Flask, group: Class) -> None:
    student = app.test_client()
    assert student.get("/join").status_code == 200
    answer = student.post("/join", data={"code": group.token})
    assert "Set-Cookie" not in answer.headers
    assert group.store.teaching.roll(group.number) == ()


def test_student_joins_is_seen_by_the_name_they_gave_and_leaves(
    app: Flask, ada: FlaskClient, group: Class, store: Store
) -> None:
    annie, other = joined(app, f"https://x.org/join#{group.token}", " Annie  <b>\u202e"), joined(app, group.token)
    page = ada.get(f"/instructor/classes/{group.number}").text
    assert "Annie &lt;b&gt;</span>" in page
    assert "Student 2" in page
    mine = annie.get("/me").text
    assert "Tuesday</strong> of Ada" in mine
    assert "student 2, without a name" in words(other.get("/me").text)
    assert annie.post(f"/join/leave/{group.number}").status_code == 303
    assert "Tuesday" not in annie.get("/me").text
    assert [each.number for each in store.teaching.roll(group.number)] == [2]
    other.post("/me/forget")
    assert store.teaching.roll(group.number) == ()


def test_bad_link_joins_nothing(app: Flask, ada: FlaskClient, group: Class) -> None:
    student = app.test_client()
    assert student.post("/join", data={"code": "guessed"}).status_code == 404
    assert student.post("/join/class", data={"code": "guessed"}).status_code == 404
    ada.post(f"/instructor/classes/{group.number}/link")
    assert student.post("/join", data={"code": group.token}).status_code == 404


def test_live_part_counts_assigned_steps(ada: FlaskClient, group: Class) -> None:
    address = f"/instructor/classes/{group.number}"
    assert ada.post(f"{address}/steps", data={"step": ["keep#keep-one", "keep#none", "#"]}).status_code == 303
    group.answered(group.student(), passed=True)
    group.answered(group.student(), mistake="Nobody committed.")
    group.student()
    group.answered(group.students[0], step="say-it", passed=True)
    answer = ada.get(f"{address}/live", headers={"Accept": "application/json"})
    told = words(answer.json["html"])  # type: ignore[index]
    assert "keep-one Keep & lose 1 1 1 Told most: 1 × Nobody committed." in told  # noqa: RUF001
    assert "say-it" not in told
    assert "Student 1 1 of 1 passed" in told
    ada.post(f"{address}/steps")
    assert "say-it" in words(ada.get(address).text), "without assigned steps all that somebody tried"


def test_page_has_no_inline_scripts_or_styles(ada: FlaskClient, group: Class) -> None:
    group.answered(group.student(), mistake="It.")
    page = ada.get(f"/instructor/classes/{group.number}").text
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == []


def test_solution_of_an_assigned_step_is_kept_back_until_it_opens(app: Flask, ada: FlaskClient, group: Class) -> None:
    address, student = f"/instructor/classes/{group.number}", joined(app, group.token)
    ada.post(f"{address}/steps", data={"step": "keep#keep-one"})
    assert ada.post(f"{address}/solutions", data={"when": f"{SOON:%Y-%m-%dT%H:%M}"}).status_code == 303
    help_at = "/lessons/keep/help/keep-one"
    student.post(help_at, data={"what": "lines"})
    page = student.get("/lessons/keep").text
    assert "Your class keeps the solution back until" in page
    refused = student.post(help_at, data={"what": "solution"}, headers={"Accept": "application/json"})
    assert refused.status_code == 403
    assert "keeps this solution back until" in refused.text
    assert SOLUTION not in student.get("/lessons/keep").text
    assert student.post("/lessons/keep/help/say-it", data={"what": "solution"}).status_code == 303, "is not assigned"
    assert app.test_client().post(help_at, data={"what": "solution"}).status_code == 303, "is in no class"
    ada.post(f"{address}/solutions", data={"when": ""})
    assert student.post(help_at, data={"what": "solution"}).status_code == 303
    assert SOLUTION in student.get("/lessons/keep").text


def test_solution_seen_before_is_kept_back_too(app: Flask, ada: FlaskClient, group: Class) -> None:
    student = joined(app, group.token)
    student.post("/lessons/keep/help/keep-one", data={"what": "solution"})
    ada.post(f"/instructor/classes/{group.number}/steps", data={"step": "keep#keep-one"})
    ada.post(f"/instructor/classes/{group.number}/solutions", data={"when": f"{SOON:%Y-%m-%dT%H:%M}"})
    assert SOLUTION not in student.get("/lessons/keep").text


@pytest.mark.parametrize(
    "when", ["soon", "2026-12-01", "2026-12-01T10:00+02:00", "2026-13-01T10:00", "0001-01-01T00:00Z"]
)
def test_moment_that_is_none_is_refused(ada: FlaskClient, group: Class, when: str) -> None:
    assert ada.post(f"/instructor/classes/{group.number}/solutions", data={"when": when}).status_code == 400


def test_title_has_one_line_of_what_can_be_seen(ada: FlaskClient) -> None:
    made = ada.post("/instructor/classes", data={"title": "a\0b\r\n \u202ec" + "d" * 99})
    assert f"<h1>a b c{'d' * 75}</h1>" in ada.get(made.location).text
    assert ada.post("/instructor/classes", data={"title": "\0\u202e"}).status_code == 400


def test_student_is_taken_out_of_a_class_and_keeps_what_they_did(app: Flask, ada: FlaskClient, group: Class) -> None:
    group.answered(group.student("Rude"), passed=True)
    group.student()
    address = f"/instructor/classes/{group.number}"
    assert '<option value="1">Rude, student 1</option>' in ada.get(address).text
    for wrong in ({}, {"student": "x"}, {"student": "9"}, {"student": "9" * 30}, {"student": "-1"}):
        assert ada.post(f"{address}/remove", data=wrong).status_code == 303
    assert [each.number for each in group.store.teaching.roll(group.number)] == [1, 2]
    ada.post(f"{address}/remove", data={"student": "1"})
    assert "Rude" not in ada.get(address).text
    assert [each.number for each in group.store.teaching.roll(group.number)] == [2]
    assert group.store.progress(group.students[0])["keep"]["keep-one"].passed


def test_student_is_not_taken_out_by_another_instructor(grace: FlaskClient, group: Class) -> None:
    group.student()
    assert grace.post(f"/instructor/classes/{group.number}/remove", data={"student": "1"}).status_code == 404
    assert not group.store.teaching.remove_member(999, group.number, 1)
    assert len(group.store.teaching.roll(group.number)) == 1


def test_class_is_deleted_once_it_is_closed(ada: FlaskClient, grace: FlaskClient, group: Class) -> None:
    place = f"/instructor/classes/{group.number}"
    assert f"{place}/drop" not in ada.get(place).text
    assert ada.post(f"{place}/drop").location == f"{place}#closing"
    assert ada.get(place).status_code == 200
    ada.post(f"{place}/close")
    assert f"{place}/drop" in ada.get(place).text
    assert grace.post(f"{place}/drop").status_code == 404
    assert ada.post(f"{place}/drop").location == "/instructor#classes"
    assert ada.get(place).status_code == 404
    assert place not in ada.get("/instructor").text


def test_closed_class_takes_nobody_until_it_is_opened_again(app: Flask, ada: FlaskClient, group: Class) -> None:
    ada.post(f"/instructor/classes/{group.number}/close")
    assert app.test_client().post("/join/class", data={"code": group.token}).status_code == 404
    ada.post(f"/instructor/classes/{group.number}/close", data={"open": "1"})
    joined(app, group.token)
