from pathlib import Path

import pytest

from tests.lessons.writing import lesson_of
from webapp.errors import UnknownLessonError
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.expectations import Count, RowsCheck, SqlCheck
from webapp.lessons.schema import Lesson

TEXT = """\
title: A lesson
summary: What it is about.
section: "8.16.4"
prelude: engine = 1
steps:
  - example: first
  - text: Prose.
  - example: second
    continues: true
  - exercise: keep-annie
    ask: Keep her.
    setup: session = 2
    checks:
      - rows: {of: SELECT 1, are: [[Annie, null, 1.5, {blob: ff}]]}
      - sql: {COMMIT: 1, INSERT: ">= 1"}
    solution: |
      session.add(annie)
      session.commit()
    mistakes:
      - answer: pass
        says: Nothing was done.
        when: {sql: {COMMIT: 0}}
      - answer: raise KeyError
        says: An exception ended it.
        when: [{error: KeyError}, {outcome: error}]
    was: [keep-her]
  - example: third
    continues: true
  - example: fourth
    shows: |
      x
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    return lesson_of(tmp_path, TEXT)


def test_examples_are_numbered_over_the_lesson(lesson: Lesson) -> None:
    assert [(each.number, each.code) for each in lesson.examples] == [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (4, "fourth"),
    ]
    assert lesson.example(3).code == "third"


@pytest.mark.parametrize(("number", "before"), [(1, []), (2, [1]), (3, [1, 2]), (4, [])])
def test_examples_before_are_what_continues_needs(lesson: Lesson, number: int, before: list[int]) -> None:
    assert [each.number for each in lesson.examples_before(number)] == before


@pytest.mark.parametrize("number", [0, 5, -1])
def test_unknown_example_raises(lesson: Lesson, number: int) -> None:
    with pytest.raises(UnknownLessonError, match=f"The lesson lesson has no example {number}"):
        lesson.example(number)


def test_exercise_is_found_by_its_id_and_its_former_one(lesson: Lesson) -> None:
    assert lesson.exercise("keep-annie") is lesson.exercise("keep-her")


def test_unknown_exercise_raises(lesson: Lesson) -> None:
    with pytest.raises(UnknownLessonError, match="no exercise keep-bob"):
        lesson.exercise("keep-bob")


def test_start_of_an_exercise_has_its_setup(lesson: Lesson) -> None:
    exercise = lesson.exercise("keep-annie")
    assert lesson.start.setup == ""
    assert (lesson.start_of(exercise).prelude, lesson.start_of(exercise).setup) == ("engine = 1", "session = 2")
    assert lesson.start.digest != lesson.start_of(exercise).digest


def test_checks_are_read_into_their_models(lesson: Lesson) -> None:
    rows, sql = (check.expectation for check in lesson.exercise("keep-annie").checks)
    assert isinstance(rows, RowsCheck)
    assert rows.are == [["Annie", None, 1.5, {"blob": "ff"}]]
    assert isinstance(sql, SqlCheck)
    assert sql.counts == {"COMMIT": Count(sign="", number=1), "INSERT": Count(sign=">=", number=1)}


def test_when_is_one_condition_or_several(lesson: Lesson) -> None:
    first, second = lesson.exercise("keep-annie").mistakes
    assert [len(first.when), len(second.when)] == [1, 2]
    assert (second.when[0].error, second.when[1].outcome) == ("KeyError", "error")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("ask: Keep her.", "ask: Keep Annie.", True, id="other words"),
        pytest.param("says: Nothing was done.", "says: Nothing.", True, id="other words for a mistake"),
        pytest.param("session = 2", "session = 3", False, id="other setup"),
        pytest.param("COMMIT: 1,", "COMMIT: 2,", False, id="other checks"),
        pytest.param("session.commit()", "session.flush()", False, id="other solution"),
    ],
)
def test_digest_changes_with_what_is_asked_for(tmp_path: Path, lesson: Lesson, old: str, new: str, same: bool) -> None:
    changed = lesson_of(tmp_path, TEXT.replace(old, new))
    digest = lesson.exercise("keep-annie").digest
    assert len(digest) == 32
    assert (changed.exercise("keep-annie").digest == digest) is same


def test_problem_names_the_line_of_code_it_is_in(lesson: Lesson) -> None:
    problem = lesson.problem("Refused.", "steps", 3, "solution", line=2)
    assert str(problem) == f"{lesson.path}:18:1: Refused."
    assert lesson.problem("Bad.", "steps", 3, "mistakes", 1, "answer").line == 23


@pytest.mark.parametrize(
    ("written", "told", "holding", "failing"),
    [
        (1, "1", [1], [0, 2]),
        ("== 1", "1", [1], [0, 2]),
        (">= 1", "at least 1", [1, 5], [0]),
        ("<= 1", "at most 1", [0, 1], [2]),
        ("> 1", "more than 1", [2], [1]),
        ("<2", "fewer than 2", [0, 1], [2]),
        ("!= 0", "any number but 0", [1], [0]),
    ],
)
def test_count_holds_for_the_numbers_it_names(
    written: int | str, told: str, holding: list[int], failing: list[int]
) -> None:
    count = Count.read(written)
    assert str(count) == told
    assert all(map(count.holds, holding))
    assert not any(map(count.holds, failing))


def test_step_says_how_it_comes_out_elsewhere_and_asks_the_same(tmp_path: Path) -> None:
    head = "title: A\nsummary: B\nsteps:\n  - predict-output: p\n    code: print(1)\n"
    told = '    elsewhere:\n      "2.0": So.\n      "1.4": "So: too."\n'
    (tmp_path / "plain.yaml").write_text(head)
    (tmp_path / "told.yaml").write_text(head + told)
    (tmp_path / "empty.yaml").write_text(f"{head}    elsewhere: {{}}\n")
    (tmp_path / "other.yaml").write_text(f'{head}    elsewhere: {{"1.3": So.}}\n')
    catalogue = Catalogue.load(tmp_path)
    plain, step = catalogue.get("plain").steps[0], catalogue.get("told").steps[0]
    assert step.elsewhere is not None
    assert step.elsewhere.versions == (("2.0", "So."), ("1.4", "So: too."))
    assert (plain.elsewhere, getattr(plain, "digest", 0)) == (None, getattr(step, "digest", 1))
    wrong = [str(problem) for problem in catalogue.problems]
    assert len(wrong) == 2, wrong
    assert "This says nothing" in wrong[0]
    assert "1.3" in wrong[1]
