import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lessons.writing import SMALLEST, written
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.live import LiveCatalogue


class Live:
    """A catalogue that looks each time it is asked, and what it told."""

    def __init__(self, *folders: Path) -> None:
        self.told: list[str] = []
        self.catalogue = LiveCatalogue(folders, self.told.append, look_every=0.0)

    def look(self) -> Catalogue:
        """What there is after two looks, which is what it takes to find that files rest."""
        self._call()
        self._call()
        return self._call()

    def _call(self) -> Catalogue:
        found = self.catalogue()
        for thread in threading.enumerate():
            if thread.name.endswith("(_look)"):
                thread.join()
        return found


@pytest.fixture
def live(tmp_path: Path) -> Live:
    written(tmp_path, SMALLEST, "a.yaml")
    return Live(tmp_path)


def titles(catalogue: Catalogue) -> list[str]:
    return [lesson.title for lesson in catalogue.lessons]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda folder: written(folder, SMALLEST.replace("A lesson", "Another"), "a.yaml"), ["Another"]),
        (lambda folder: written(folder, SMALLEST.replace("A lesson", "Two"), "b.yml"), ["A lesson", "Two"]),
        (lambda folder: os.rename(folder / "a.yaml", folder / "c.yaml"), ["A lesson"]),
    ],
    ids=["edited", "added", "renamed"],
)
def test_changed_lessons_are_read_again(
    live: Live, tmp_path: Path, change: Callable[[Path], object], expected: list[str]
) -> None:
    before = live.look()
    change(tmp_path)
    after = live.look()
    assert (titles(after), after.problems, after.refused) == (expected, (), False)
    assert after is not before
    assert live.told == [f"The lessons have changed and were read again: {len(expected)} of them."]


def test_lessons_that_rest_are_read_once(live: Live) -> None:
    assert live.look() is live.look()
    assert live.told == []


@pytest.mark.parametrize("name", [".a.yaml", "a.yaml~", "data/.#moons.py", "notes.txt"])
def test_an_editors_scratch_and_other_files_do_not_matter(live: Live, tmp_path: Path, name: str) -> None:
    before = live.look()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    assert live.look() is before


def test_dataset_that_changes_is_read_again(live: Live, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "moons.py").write_text("MOONS = 2\n")
    assert live.look().modules == {"moons": "MOONS = 2\n"}


@pytest.mark.parametrize("text", ["title: [", "", SMALLEST.replace("summary", "sumary")], ids=["YAML", "empty", "key"])
def test_broken_change_is_refused_as_a_whole_with_the_reason(live: Live, tmp_path: Path, text: str) -> None:
    written(tmp_path, SMALLEST.replace("A lesson", "Good"), "b.yaml")
    broken = written(tmp_path, text, "a.yaml")
    catalogue = live.look()
    assert (titles(catalogue), catalogue.refused) == (["A lesson"], True)
    assert {problem.path for problem in catalogue.problems} == {str(broken)}
    assert live.told[0].startswith("The lessons have changed, and stay as they were, because something is wrong:\n")
    assert f"{broken}:" in live.told[0]
    written(tmp_path, SMALLEST, "a.yaml")
    catalogue = live.look()
    assert (titles(catalogue), catalogue.problems, catalogue.refused) == (["A lesson", "Good"], (), False)


def test_what_was_wrong_from_the_first_keeps_no_other_lesson_from_being_read_again(tmp_path: Path) -> None:
    written(tmp_path, "title: [", "broken.yaml")
    written(tmp_path, SMALLEST, "a.yaml")
    live = Live(tmp_path)
    written(tmp_path, SMALLEST.replace("A lesson", "Another"), "a.yaml")
    catalogue = live.look()
    assert (titles(catalogue), catalogue.refused) == (["Another"], False)
    assert len(catalogue.problems) == 1


def test_removed_folder_is_refused(live: Live, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").unlink()
    assert titles(live.look()) == ["A lesson"]
    assert live.look().refused
