"""Consoles without a lesson: one that is empty, one for each dataset."""

from pathlib import Path

import pytest

from tests.course import shipped_course
from webapp.errors import UnknownLessonError
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.scratch import EMPTY, is_scratch

LESSON = "title: A\nsummary: B.\nsteps:\n  - text: C\n"


def course(folder: Path, **data: str) -> Catalogue:
    (folder / "data").mkdir()
    (folder / "one.yaml").write_text(LESSON)
    for name, source in data.items():
        (folder / "data" / f"{name}.py").write_text(source)
    return Catalogue.load(folder)


def test_instructors_own_data_gets_a_console(tmp_path: Path) -> None:
    mapped = "class Plant(Base):\n    __tablename__ = 'plants'\n"
    source = f"class Base: pass\n{mapped}class Helper: pass\ndef fill(engine): ...\n"
    found = course(tmp_path, plants=source, numbers="N = [1]\n").scratches
    assert [each.id for each in found] == [EMPTY, "scratch.plants"]
    assert "from plants import Plant, fill\n" in found[1].prelude
    assert found[1].modules == {"plants": source}


def test_console_is_found_and_not_listed(tmp_path: Path) -> None:
    catalogue = course(tmp_path)
    assert is_scratch(catalogue.get(EMPTY).id)
    assert [each.id for each in catalogue.lessons] == ["one"]
    assert catalogue.neighbours(EMPTY) == (None, None)
    with pytest.raises(UnknownLessonError):
        catalogue.get("scratch.nothing")


def test_course_has_a_console_for_each_of_its_datasets() -> None:
    catalogue = shipped_course()
    assert {each.id for each in catalogue.scratches} >= {EMPTY, "scratch.astronauts", "scratch.missions"}
