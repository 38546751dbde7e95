from pathlib import Path

import pytest

from tests.lessons.writing import SMALLEST, written
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.misplaced import no_lesson

IMPORTS = SMALLEST + "prelude: import moons\n"


def found(folder: Path) -> list[str]:
    return [str(problem) for problem in Catalogue.load(folder).problems]


def test_dataset_beside_the_lessons_is_told(tmp_path: Path) -> None:
    written(tmp_path, IMPORTS, "a.yaml")
    beside = written(tmp_path, "MOONS = 2\n", "moons.py")
    written(tmp_path, "", "snippet.py")
    place = tmp_path / "data" / "moons.py"
    say = f"Datasets belong into the folder data/ beside the lessons: move this to {place}."
    assert found(tmp_path) == [f"{beside}:1:1: {say}"]


@pytest.mark.parametrize("name", ["part-two", "data"])
def test_lesson_in_a_subfolder_is_told(tmp_path: Path, name: str) -> None:
    written(tmp_path, SMALLEST, "a.yaml")
    (tmp_path / name).mkdir()
    below = written(tmp_path / name, SMALLEST, "b.yml")
    say = f"Lessons in subfolders are not read: move this to {tmp_path / 'b.yml'}."
    assert found(tmp_path) == [f"{below}:1:1: {say}"]


@pytest.mark.parametrize("place", ["other/settings.yaml", ".hidden/lesson.yaml"])
def test_other_files_in_subfolders_are_passed_over(tmp_path: Path, place: str) -> None:
    written(tmp_path, SMALLEST, "a.yaml")
    (tmp_path / place).parent.mkdir()
    written(tmp_path, SMALLEST if place.startswith(".") else "a: 1\n", place)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "say"),
    [
        ("moons.py", "This is no lesson: a lesson's file ends in .yaml. A dataset is run with the lessons"),
        ("notes.txt", "This is no lesson: a lesson's file ends in .yaml."),
        (".a.yaml", "A file whose name begins with a dot is passed over"),
        ("topics.yaml", "This is no lesson: topics.yaml is read with the lessons beside it."),
        ("nowhere.yaml", "There is no such file."),
        ("nowhere", "There is no such file or folder."),
    ],
    ids=["dataset", "text", "hidden", "beside", "missing", "missing folder"],
)
def test_file_that_is_no_lesson_is_told(tmp_path: Path, name: str, say: str) -> None:
    if not name.startswith("nowhere"):
        written(tmp_path, SMALLEST, name)
    problem = no_lesson(tmp_path / name)
    assert problem is not None
    assert str(problem).startswith(f"{tmp_path / name}:1:1: {say}")


def test_misspelt_file_is_told_with_the_likeliest(tmp_path: Path) -> None:
    written(tmp_path, SMALLEST, "good.yaml")
    problem = no_lesson(tmp_path / "goood.yaml")
    assert problem is not None
    assert problem.message == "There is no such file. Did you mean `good.yaml`?"


@pytest.mark.parametrize("name", ["a.yaml", "a.yml"])
def test_lesson_is_no_other_file(tmp_path: Path, name: str) -> None:
    assert no_lesson(written(tmp_path, SMALLEST, name)) is None


def test_lesson_in_capitals_is_told(tmp_path: Path) -> None:
    written(tmp_path, SMALLEST, "a.yaml")
    capitals = written(tmp_path, SMALLEST, "b.YAML")
    say = "This is not read: a lesson's file ends in .yaml, in small letters. Rename it to b.yaml."
    assert found(tmp_path) == [f"{capitals}:1:1: {say}"]
