import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.running import savepoint
from webapp.cli.main import cli
from webapp.lessons.reader import read

SETUP = ">>> moons = ['Phobos']\n>>> quixotic\n"
MOONS = """\
Two moons
=========

There are two. Ask:

    >>> moons.append("Deimos")
    >>> moons
    ['Phobos', 'Deimos']

One is larger::

    >>> min(moons)
    'Phobos'
    >>> eval("moons")
"""
TOLD = """\
{0}/setup.rst:2:1: Shown, not run: It ends in NameError: name 'quixotic' is not defined
{0}/two_moons.rst:12:1: This prints something else than the document shows.
{0}/two_moons.rst:14:1: Shown, not run: `eval`"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "setup.rst").write_text(SETUP)
    (tmp_path / "two_moons.rst").write_text(MOONS)
    return tmp_path


def imported(folder: Path, *arguments: str, name: str = "two_moons.rst") -> tuple[int, str, str]:
    ended = CliRunner().invoke(
        cli, ["lessons", "import", str(folder / name), "--to", str(folder / "lessons"), *arguments]
    )
    return ended.exit_code, ended.stdout, ended.stderr


def test_imported_lesson_is_proven_and_comes_out_the_same_again(folder: Path) -> None:
    first = ("--first", str(folder / "setup.rst"))
    lesson = folder / "lessons" / "two-moons.yaml"
    status, told, counted = imported(folder, *first)
    assert status == 0
    assert told.startswith(TOLD.format(folder))
    count = "examples: 2; as the document shows: 1; pieces of code that do not run: 1."
    assert counted == f"{lesson}: {count}\n"
    once = lesson.read_bytes()
    assert imported(folder, *first) == (status, told, counted)
    assert lesson.read_bytes() == once
    # In a process of its own: it sees another time, and other random numbers.
    checked = savepoint("lessons", "check", str(lesson))
    assert (checked.returncode, checked.stdout) == (0, "1 lesson, 2 examples and exercises: all proven.\n")


def test_lesson_changed_by_hand_is_overwritten_only_by_force(folder: Path) -> None:
    lesson = folder / "lessons" / "two-moons.yaml"
    lesson.parent.mkdir()
    lesson.write_text("title: By hand\n")
    status, told, _ = imported(folder)
    assert status == 1
    assert told == f"{lesson}:1:1: This lesson was changed by hand, or not imported at all; --force overwrites it.\n"
    assert lesson.read_text() == "title: By hand\n"
    assert imported(folder, "--force")[0] == 0
    assert lesson.read_text() != "title: By hand\n"


def test_notebook_is_imported(folder: Path) -> None:
    value = {"output_type": "execute_result", "data": {"text/plain": "2"}}
    cells = [
        {"cell_type": "markdown", "source": "# Counting\n\nTo two."},
        {"cell_type": "code", "source": "x = 1\nx\nx + 1", "outputs": [value], "execution_count": 1},
    ]
    (folder / "Counting To.ipynb").write_text(json.dumps({"cells": cells}))
    status, told, counted = imported(folder, name="Counting To.ipynb")
    assert (status, told) == (0, "")
    assert counted.endswith("examples: 1; as the document shows: 1; pieces of code that do not run: 0.\n")
    lesson, problems = read(folder / "lessons" / "counting-to.yaml")
    assert problems == []
    assert lesson is not None
    assert (lesson.title, lesson.summary) == ("Counting", "To two.")
    assert lesson.examples[0].shows == "1\n2\n"


BAD = {
    "not UTF-8": (b"a\n\xff", "2:1: The byte 0xff is not UTF-8; save the file as UTF-8."),
    "nothing to show": (
        b".. setup\n\n   >>> 1\n",
        "1:1: All that this document has is hidden: there is nothing to show.",
    ),
}


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD.keys())
def test_bad_document_writes_nothing(folder: Path, data: bytes, told: str) -> None:
    path = folder / "two_moons.rst"
    path.write_bytes(data)
    assert imported(folder) == (1, f"{path}:{told}\n", "")
    assert not (folder / "lessons").exists()


def test_lesson_that_would_be_too_large_is_not_written(folder: Path) -> None:
    (folder / "two_moons.rst").write_text("words and more words\n" * 15_000)
    lesson = folder / "lessons" / "two-moons.yaml"
    told = f"{lesson}:1:1: The lesson would be larger than 256 KiB; split the document.\n"
    assert imported(folder) == (1, told, "")
    assert not lesson.exists()
