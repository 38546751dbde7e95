"""All lessons there are, in course order."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from webapp.errors import UnknownLessonError
from webapp.lessons import datasets
from webapp.lessons.misplaced import SUFFIXES, is_reserved, misplaced
from webapp.lessons.order import in_order
from webapp.lessons.problems import Problem
from webapp.lessons.reader import read
from webapp.lessons.reference.beside import Beside, beside
from webapp.lessons.schema import Lesson, clip
from webapp.lessons.scratch import scratches

ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The lessons that could be read, what is wrong with the others, the datasets by name, and what stands beside."""

    lessons: tuple[Lesson, ...] = ()
    problems: tuple[Problem, ...] = ()
    modules: dict[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    """Of all lessons there are, those included that could not be read."""
    beside: Beside = field(default_factory=Beside)
    """The topics and terms of all folders."""
    scratches: tuple[Lesson, ...] = ()
    """Consoles without a lesson, on an empty engine and on each dataset: found by their ids, listed nowhere."""
    refused: bool = False
    """The problems are those of newer files, which were not taken in place of these lessons."""

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Everything in the folders: `*.yaml` and `data/*.py`. Raises nothing: a file that is wrong is a problem.

        A lesson can use the datasets of its own folder and of those before it.
        """
        lessons: dict[str, Lesson] = {}
        problems: list[Problem] = []
        modules: dict[str, str] = {}
        ids: set[str] = set()
        for folder in folders:
            paths, own = contents(folder)
            if isinstance(own, Problem):
                problems.append(own)
                continue
            modules |= own.modules
            problems += own.problems
            ids |= {path.stem for path in paths}
            for path in paths:
                lesson, found = read_named(path, modules, lessons)
                problems += found
                if lesson is not None:
                    lessons[lesson.id] = lesson
        ordered, found = in_order(list(lessons.values()), ids)
        problems += found
        for folder in folders:
            if folder.is_dir():
                problems += misplaced(folder, ordered)
        reference, found = beside(folders)
        told = tuple(sorted([*problems, *found]))
        return cls(ordered, told, modules, frozenset(ids), reference, scratches(modules))

    def get(self, id: str) -> Lesson:  # noqa: A002
        """The lesson of that id, or the console without one. Raises UnknownLessonError."""
        for lesson in (*self.lessons, *self.scratches):
            if lesson.id == id:
                return lesson
        raise UnknownLessonError(f"There is no lesson {clip(id)}.")

    def neighbours(self, id: str) -> tuple[Lesson | None, Lesson | None]:  # noqa: A002
        """The lessons before and after the one of that id, None at the ends. Raises UnknownLessonError."""
        lesson = self.get(id)
        if lesson not in self.lessons:
            return None, None
        at = self.lessons.index(lesson)
        return (
            self.lessons[at - 1] if at > 0 else None,
            self.lessons[at + 1] if at + 1 < len(self.lessons) else None,
        )


@dataclass(frozen=True, slots=True)
class Datasets:
    """What a folder has in `data/`, and what is wrong with it or with the folder."""

    modules: dict[str, str]
    problems: list[Problem]


def contents(folder: Path) -> tuple[list[Path], Datasets | Problem]:
    """The lessons' files in a folder and its datasets; the problem where it is none or cannot be read."""
    if not folder.is_dir():
        say = "There is no such folder with lessons; name one with --lessons or SAVEPOINT_LESSONS."
        return [], Problem(str(folder), 1, 1, say)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.name[0] != ".")
        paths = [path for path in paths if not is_reserved(path)]
        modules, problems = datasets.load(folder / "data")
    except OSError as error:
        return [], Problem(str(folder), 1, 1, f"The folder cannot be read: {error.strerror or error}.")
    if not paths:
        problems.append(Problem(str(folder), 1, 1, "This folder holds no lesson: no file in it ends in .yaml."))
    return paths, Datasets(modules, problems)


def read_named(path: Path, modules: dict[str, str], others: dict[str, Lesson]) -> tuple[Lesson | None, list[Problem]]:
    lesson, problems = read(path, modules)
    if not ID.fullmatch(path.stem):
        say = "A lesson's file is named by lower-case letters, digits, dashes and underscores, as in an address."
        return None, [Problem(str(path), 1, 1, say), *problems]
    if path.stem in others:
        return None, [Problem(str(path), 1, 1, f"{others[path.stem].path} is the lesson `{path.stem}` already.")]
    return lesson, problems
