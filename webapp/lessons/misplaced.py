"""Files that an author put where Savepoint does not look for them."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from webapp.lessons import datasets
from webapp.lessons.near import near
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson

SUFFIXES = (".yaml", ".yml")
RESERVED = ("topics", "glossary")
"""Stems of files beside the lessons that are no lessons."""
LOOKED_AT = 200
"""Files of each kind that are opened; a folder of lessons may stand in a large one."""

STEPS = re.compile(rb"^steps:", re.MULTILINE)


def misplaced(folder: Path, lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """A problem for each dataset beside the lessons that import it, and for each lesson not read where it is."""
    for path in islice(sorted(folder.glob("*.py")), LOOKED_AT):
        if any(datasets.imports(code, path.stem) for lesson in lessons for code in lesson.code()):
            place = folder / "data" / path.name
            say = f"Datasets belong into the folder data/ beside the lessons: move this to {place}."
            yield Problem(str(path), 1, 1, say)
    shouted = (
        path for path in sorted(folder.glob("[!.]*")) if path.suffix.lower() in SUFFIXES and path.suffix not in SUFFIXES
    )
    for path in islice(shouted, LOOKED_AT):
        say = f"This is not read: a lesson's file ends in .yaml, in small letters. Rename it to {path.stem}.yaml."
        yield Problem(str(path), 1, 1, say)
    below = (path for path in sorted(folder.glob("[!.]*/*")) if path.suffix in SUFFIXES)
    for path in islice(below, LOOKED_AT):
        if is_lesson(path):
            yield Problem(str(path), 1, 1, f"Lessons in subfolders are not read: move this to {folder / path.name}.")


def is_reserved(path: Path) -> bool:
    """Whether a file has the name of one that is read with a folder's lessons, and is none of them."""
    return path.suffix in SUFFIXES and path.stem in RESERVED


def is_lesson(path: Path) -> bool:
    """Whether a YAML file has a lesson's key `steps`."""
    try:
        with path.open("rb") as file:
            return STEPS.search(file.read(64 * 1024)) is not None
    except OSError:
        return False


def no_lesson(path: Path) -> Problem | None:
    """What is wrong with a file that somebody names as a lesson; None where it may be one."""
    if not path.is_file():
        beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        what = "file" if path.suffix in SUFFIXES else "file or folder"
        return Problem(str(path), 1, 1, f"There is no such {what}.{near(path.name, beside)}")
    if path.suffix not in SUFFIXES:
        more = " A dataset is run with the lessons that import it." if path.suffix == ".py" else ""
        return Problem(str(path), 1, 1, f"This is no lesson: a lesson's file ends in .yaml.{more}")
    if is_reserved(path):
        return Problem(str(path), 1, 1, f"This is no lesson: {path.name} is read with the lessons beside it.")
    if path.name[0] == ".":
        return Problem(str(path), 1, 1, "A file whose name begins with a dot is passed over; rename it.")
    return None
