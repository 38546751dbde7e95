import os
from pathlib import Path

import pytest

from tests.cli.lessons import GOOD
from tests.cli.running import called, savepoint

BROKEN = {
    "example shows something else": ("shows: |\n      1", "shows: |\n      2", ":9:", "This example shows"),
    "example raises": ("      x\n", "      z\n", ":8:", "raises: true"),
    "example is refused": ("      x\n", "      open\n", ":8:", "refused"),
    "solution fails": ("      y = 2\n", "      y = 1\n", ":17:", "must pass, and does not"),
    "other right answer fails": ("y = x + 1", "y = x + 2", ":20:", "must pass, and does not"),
    "mistake passes": ("          y = 3\n", "          y = 2\n", ":22:", "This mistake passes"),
    "mistake gets no sentence": ("of: y, is: 3", "of: y, is: 4", ":25:", "must get its own sentence"),
    "starter passes": ("y = ...", "y = 2", ":13:", "starter passes"),
    "prelude does not run": ("  x = 1\n", "  y = 0\n  x = 1 / y\n", ":5:1: The lesson's prelude", "ZeroDivisionError"),
    "misspelt key": ("also_right:", "also_rihgt:", ":19:", "also_right"),
}


def test_good_lesson_is_proven(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD)
    ended = savepoint("lessons", "check", str(tmp_path))
    assert (ended.returncode, ended.stdout) == (0, "1 lesson, 2 examples and exercises: all proven.\n")


@pytest.mark.parametrize(("old", "new", "place", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_what_fails_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str, told: str) -> None:
    assert GOOD.count(old) == 1
    path = tmp_path / "one.yaml"
    path.write_text(GOOD.replace(old, new))
    ended = called("lessons", "check", str(path))
    assert ended.returncode == 1
    assert f"{path}{place}" in ended.stdout
    assert told in ended.stdout


def test_unreadable_lesson_of_the_course_is_told_by_a_relative_path_too(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(GOOD.replace("also_right:", "also_rihgt:"))
    ended = called("lessons", "check", os.path.relpath(path), SAVEPOINT_LESSONS=str(tmp_path))
    assert ended.returncode == 1
    assert f"{path}:19:" in ended.stdout


def test_file_that_is_no_lesson_is_not_proven(tmp_path: Path) -> None:
    path = tmp_path / "moons.py"
    path.write_text("MOONS = 2\n")
    ended = called("lessons", "check", str(path))
    assert ended.returncode == 1
    assert ended.stdout.startswith(f"{path}:1:1: This is no lesson: a lesson's file ends in .yaml.")
    assert ended.stderr == "0 lessons, 0 examples and exercises: 1 to mend.\n"


@pytest.mark.parametrize("source", ["MOONS = 2 / 0\n", "MOONS = (\n"], ids=["does not run", "not Python"])
@pytest.mark.parametrize("name", ["", "one.yaml"], ids=["folder", "file"])
def test_broken_dataset_is_told_once_with_its_own_place(tmp_path: Path, name: str, source: str) -> None:
    (tmp_path / "data").mkdir()
    dataset = tmp_path / "data" / "moons.py"
    dataset.write_text(source)
    (tmp_path / "one.yaml").write_text(GOOD.replace("  x = 1\n", "  from moons import MOONS\n  x = 1\n"))
    ended = called("lessons", "check", str(tmp_path / name))
    assert ended.returncode == 1
    assert [line.startswith(f"{dataset}:1:") for line in ended.stdout.splitlines()].count(True) == 1


def test_file_is_checked_with_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD + "after: [two]\n")
    (tmp_path / "two.yaml").write_text("title: Broken\n")
    ended = called("lessons", "check", str(tmp_path / "one.yaml"), str(tmp_path / "one.yaml"))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout == "1 lesson, 2 examples and exercises: all proven.\n"


def test_warnings_alone_do_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(GOOD.replace("[Count.]", "[Count., count.]"))
    ended = called("lessons", "check", str(path))
    assert ended.returncode == 0
    told, last = ended.stdout.splitlines()
    assert told == f"{path}:26:21: warning: This hint is of no use: it says what hint 1 says."
    assert last == "1 lesson, 2 examples and exercises: all proven, 1 warning."
