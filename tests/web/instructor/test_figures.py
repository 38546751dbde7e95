"""What instructors are shown of the course."""

import csv
import io
from pathlib import Path

from flask.testing import FlaskClient

from tests.web.instructor.conftest import HOSTILE, Class
from tests.web.lessons import write_course
from tests.web.reading import words

MISTAKE = "The table is there, and nothing is in it."


def filled(group: Class) -> None:
    one, two = group.student(), group.student("Annie")
    group.answered(one, mistake=MISTAKE)
    group.answered(one, observed="a", source="print('mine')")
    group.answered(two, observed="a", source="print( 'mine' )")
    group.answered(two, passed=True)


def line_of(tmp_path: Path, text: str) -> int:
    lines = Path(write_course(tmp_path).get("keep").path).read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_course_sums_up_its_lessons(ada: FlaskClient, group: Class) -> None:
    filled(group)
    told = words(ada.get("/instructor").text)
    assert "Keep & lose 1 of 2 4 50 % 2" in told


def test_lesson_shows_each_step_with_its_line(ada: FlaskClient, group: Class, tmp_path: Path) -> None:
    filled(group)
    page = ada.get("/instructor/lessons/keep").text
    number = line_of(tmp_path, "exercise: keep-one")
    assert f"keep-one exercise 2 50 % 2 0 s 4 1 2 lessons/keep.yaml:{number}" in words(page)
    assert f'href="/instructor/lessons/keep/source#L{number}"' in page
    assert "say-it exercise 0" in words(page)


def test_step_shows_sentences_and_clusters(ada: FlaskClient, group: Class, tmp_path: Path) -> None:
    filled(group)
    told = words(ada.get("/instructor/lessons/keep/steps/keep-one").text)
    number = line_of(tmp_path, f"says: {MISTAKE}")
    assert f"{MISTAKE} given 1 time, to 1 student · lessons/keep.yaml:{number}" in told
    assert "2 answers of 2 students print( 'mine' )" in told
    assert "Rows: Nothing like" in told


def test_sentence_that_nobody_was_given_is_shown_too(ada: FlaskClient) -> None:
    assert f"{MISTAKE} never given" in words(ada.get("/instructor/lessons/keep/steps/keep-one").text)


def test_file_has_an_anchor_at_each_line(ada: FlaskClient, tmp_path: Path) -> None:
    page = ada.get("/instructor/lessons/keep/source").text
    number = line_of(tmp_path, "exercise: keep-one")
    assert f'id="L{number}"' in page
    assert "exercise: keep-one" in page.split(f'id="L{number}"')[1].split("\n")[0]


def test_unknown_lessons_and_steps_are_not_found(ada: FlaskClient) -> None:
    for address in ("lessons/none", "lessons/keep/steps/none", "lessons/none/source", "lessons/scratch/source"):
        assert ada.get(f"/instructor/{address}").status_code == 404


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_steps_as_csv(ada: FlaskClient, group: Class) -> None:
    filled(group)
    answer = ada.get("/instructor/steps.csv")
    assert answer.mimetype == "text/csv"
    first, second = read(answer.text)
    assert (first["step"], first["students"], first["passed"], first["median_tries"]) == ("keep-one", "2", "1", "2.0")
    assert (second["step"], second["students"]) == ("say-it", "0")


def test_class_as_csv_holds_nothing_that_a_spreadsheet_runs(ada: FlaskClient, group: Class) -> None:
    for name in (None, HOSTILE, "@cmd", "+1", "-1", " =1", "\uff1d1"):
        group.answered(group.student(name), passed=name is None)
    rows = read(ada.get(f"/instructor/classes/{group.number}/class.csv").text)
    assert [each["student"] for each in rows] == ["Student 1", f"'{HOSTILE}", "'@cmd", "'+1", "'-1", "' =1", "'\uff1d1"]
    assert [each["state"] for each in rows[:2]] == ["passed", "trying"]
