from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli.lessons import lessons
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.fresh import fresh
from webapp.lessons.json_schema import FILE


@pytest.mark.parametrize("name", ["rollback", "rollback.yaml"])
def test_new_lesson_stands_in_its_folder_beside_the_schema(tmp_path: Path, name: str) -> None:
    ended = CliRunner().invoke(lessons, ["new", str(tmp_path / "mine" / name)])
    assert ended.exit_code == 0, ended.output
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [FILE, "rollback.yaml"]
    catalogue = Catalogue.load(tmp_path / "mine")
    assert ([lesson.id for lesson in catalogue.lessons], catalogue.problems) == (["rollback"], ())


def test_lesson_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("mine")
    ended = CliRunner().invoke(lessons, ["new", str(path)])
    assert (ended.exit_code, ended.output) == (1, f"Error: {path} exists already; nothing was changed.\n")
    assert path.read_text() == "mine"


def test_lesson_of_the_other_ending_is_the_same_and_stays_the_only_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("mine")
    ended = CliRunner().invoke(lessons, ["new", str(tmp_path / "a")])
    assert (ended.exit_code, ended.output) == (1, f"Error: {path} exists already; nothing was changed.\n")
    assert list(tmp_path.iterdir()) == [path]


def test_folder_is_no_name_for_a_lesson(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    ended = CliRunner().invoke(lessons, ["new", f"{folder}/"])
    assert ended.exit_code == 2
    assert f"{folder} is a folder; name the lesson in it" in ended.output
    assert list(tmp_path.iterdir()) == [folder]


def test_name_that_is_no_address_is_refused(tmp_path: Path) -> None:
    ended = CliRunner().invoke(lessons, ["new", str(tmp_path / "My Lesson")])
    assert ended.exit_code == 2
    assert "'My Lesson' is no name for a lesson" in ended.output
    assert list(tmp_path.iterdir()) == []


def test_name_of_what_stands_beside_lessons_is_refused(tmp_path: Path) -> None:
    ended = CliRunner().invoke(lessons, ["new", str(tmp_path / "glossary")])
    assert ended.exit_code == 2
    assert "glossary.yaml is no name for a lesson" in ended.output
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(fresh("a"))
    ended = CliRunner().invoke(lessons, ["new", str(tmp_path / "file" / "a")])
    assert ended.exit_code == 1
    assert ended.output == f"Error: {tmp_path / 'file' / 'a.yaml'} cannot be written: File exists.\n"
