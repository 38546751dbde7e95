from pathlib import Path

from tests.lessons.writing import EXERCISE, SMALLEST, written
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.review.ids import repeated_after, shared_ids


def test_id_of_two_lessons_is_warned_of_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path, EXERCISE, f"{name}.yaml")
    (warning,) = shared_ids(Catalogue.load(tmp_path).lessons)
    say = "The lesson `a` has a step `keep-annie` too; give this one a name of its own."
    assert str(warning) == f"{tmp_path / 'b.yaml'}:4:15: warning: {say}"


def test_after_that_stands_twice_is_warned_of(tmp_path: Path) -> None:
    written(tmp_path, SMALLEST, "a.yaml")
    written(tmp_path, f"{SMALLEST}after: [a, a]\n", "b.yaml")
    (warning,) = repeated_after(Catalogue.load(tmp_path).lessons)
    assert str(warning) == f"{tmp_path / 'b.yaml'}:5:12: warning: `a` stands here a second time."
