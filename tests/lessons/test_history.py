from pathlib import Path

import pytest

from tests.lessons.writing import EXERCISE, SMALLEST, written
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.history import ids_in, lost

OLD = "title: 1\nsteps:\n  - exercise: a\n    was: [b, 3]\n    unknown: [\n    ]\n  - text: t\n  - 7\nretired: [c]\n"


def found(folder: Path, **lessons: str) -> list[str]:
    for name, text in lessons.items():
        written(folder, text, f"{name}.yaml")
    catalogue = Catalogue.load(folder)
    unread = catalogue.ids - {lesson.id for lesson in catalogue.lessons}
    old = {folder / "one.yaml": frozenset({"keep-annie", "gone"}), folder / "two.yaml": frozenset({"second"})}
    problems = lost(old, catalogue.lessons, unread, "v1")
    return [f"{Path(each.path).name}:{each.line}: {each.message}" for each in problems]


def test_ids_are_found_in_a_lesson_that_the_model_refuses() -> None:
    assert ids_in(OLD) == {"a", "b", "c"}


@pytest.mark.parametrize("text", ["", "[", "- x", "steps: x\nretired: y\n"])
def test_text_that_is_no_lesson_has_no_ids(text: str) -> None:
    assert ids_in(text) == frozenset()


def test_lost_ids_are_told_with_what_to_write(tmp_path: Path) -> None:
    one, two = found(tmp_path, one=EXERCISE)
    assert one == (
        "one.yaml:1: The id `gone`, which this lesson had in v1, is gone, and with it what its visitors did. Write "
        "`was: [gone]` at the step that has taken its place, else `retired:` with that id at the top of the lesson."
    )
    assert two == (
        "two.yaml:1: This lesson, which was there in v1, is gone, and with it what its visitors did. If that is meant, "
        "write `retired: [second]` in another lesson."
    )


@pytest.mark.parametrize("keep", ["    was: [gone]\nretired: [second]\n", "retired: [second, gone]\n"])
def test_ids_that_are_accounted_for_are_not_told(tmp_path: Path, keep: str) -> None:
    assert found(tmp_path, one=EXERCISE + keep) == []


def test_lesson_that_cannot_be_read_has_lost_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, one="title: [", two=SMALLEST + "retired: [second]\n") == []
