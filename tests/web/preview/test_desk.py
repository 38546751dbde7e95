import threading
from pathlib import Path

from tests.lessons.writing import SMALLEST, written
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.problems import Problem
from webapp.web.preview.desk import Desk

LATER = Problem("b.yaml", 1, 1, "Later.")
EARLIER = Problem("a.yaml", 2, 1, "Earlier.")


def test_lesson_that_cannot_be_read_any_more_stays_as_it_was(tmp_path: Path) -> None:
    desk = Desk()
    written(tmp_path, SMALLEST, "a.yaml")
    written(tmp_path, SMALLEST + "after: [a]\n", "b.yaml")
    desk.lay(Catalogue.load(tmp_path), [])
    written(tmp_path, "title: [", "a.yaml")
    broken = Catalogue.load(tmp_path)
    desk.lay(broken, broken.problems)
    assert [lesson.id for lesson in desk.catalogue().lessons] == ["a", "b"]
    assert desk.problems == broken.problems
    (tmp_path / "a.yaml").unlink()
    desk.lay(Catalogue.load(tmp_path), [])
    assert [lesson.id for lesson in desk.catalogue().lessons] == ["b"]


def test_lessons_stay_while_their_folder_is_away(tmp_path: Path) -> None:
    desk, folder, aside = Desk(), tmp_path / "mine", tmp_path / "aside"
    folder.mkdir()
    written(folder, SMALLEST, "a.yaml")
    desk.lay(Catalogue.load(folder), [])
    folder.rename(aside)
    away = Catalogue.load(folder)
    desk.lay(away, away.problems)
    assert [lesson.id for lesson in desk.catalogue().lessons] == ["a"]
    assert desk.problems == away.problems != ()
    aside.rename(folder)
    written(folder, SMALLEST, "b.yaml")
    (folder / "a.yaml").unlink()
    desk.lay(Catalogue.load(folder), [])
    assert [lesson.id for lesson in desk.catalogue().lessons] == ["b"]


def test_state_tells_lessons_from_problems() -> None:
    desk = Desk()
    before = desk.state
    desk.lay(Catalogue(), [LATER])
    laid = desk.state
    desk.prove([LATER, EARLIER, LATER])
    proven = desk.state
    assert before.split(".")[0] != laid.split(".")[0] == proven.split(".")[0]
    assert laid != proven
    assert desk.problems == (EARLIER, LATER)


def test_code_has_not_run_when_files_are_new() -> None:
    desk = Desk()
    desk.prove([])
    assert desk.is_proven
    desk.lay(Catalogue(), [])
    assert not desk.is_proven


def test_who_waits_is_told_as_soon_as_something_changes() -> None:
    desk = Desk()
    seen = desk.state
    assert desk.next_state("another") == seen
    assert desk.next_state(seen, within=0.01) == seen
    threading.Timer(0.05, desk.prove, [[]]).start()
    assert desk.next_state(seen) != seen


def test_page_of_an_earlier_server_is_old() -> None:
    assert Desk().state != Desk().state
