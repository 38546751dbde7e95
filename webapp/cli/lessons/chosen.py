"""The lessons that an author names on the command line, and what is wrong with them before anything is run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.datasets import imports
from webapp.lessons.misplaced import no_lesson
from webapp.lessons.problems import Problem
from webapp.lessons.review.course import reviewed
from webapp.lessons.schema import Lesson


@dataclass(slots=True)
class Chosen:
    """Lessons to prove, with everything that is told of them without running them."""

    lessons: list[Lesson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    folders: dict[Path, None] = field(default_factory=dict)
    """Where they come from, in order."""
    files: set[Path] | None = None
    """The files that were named; None where a folder was, or nothing."""
    unread: set[str] = field(default_factory=set)
    """Ids of lessons that are there and cannot be read."""

    def names(self, path: Path) -> bool:
        """Whether a lesson's file, as it is or once was, is among what was chosen."""
        return self.files is None or path in self.files


def chosen(paths: Iterable[Path], course: Sequence[Path]) -> Chosen:
    """The lessons in those files and folders, each once; without any, those of the `course`."""
    paths = list(dict.fromkeys(paths))
    found = Chosen(files={path for path in paths if not path.is_dir()})
    if not paths or any(path.is_dir() for path in paths):
        found.files = None
    if not paths:
        _add(found, course, None, course)
    for path in paths:
        whole = path.is_dir() or not path.parent.is_dir()
        folder = path if path.is_dir() else path.parent
        if not whole and (problem := no_lesson(path)) is not None:
            found.problems.append(problem)
            found.folders[folder] = None
            continue
        # A folder of the course is read with the others of the course: its lessons may come after theirs.
        around = course if folder.resolve() in [each.resolve() for each in course] else (folder,)
        _add(found, (folder,), None if whole else path, around)
    return found


def _add(found: Chosen, folders: Sequence[Path], file: Path | None, around: Sequence[Path]) -> None:
    catalogue = Catalogue.load(*around)
    places = [folder.resolve() for folder in folders]
    lessons = [each for each in catalogue.lessons if _belongs(each, places, file)]
    code = [source for lesson in lessons for source in (*lesson.code(), *lesson.modules.values())]
    own = {lesson.path for lesson in lessons}
    known = {lesson.path for lesson in catalogue.lessons}
    for problem in (*catalogue.problems, *reviewed(catalogue.lessons, catalogue.ids, catalogue.beside)):
        ours = file is None and (problem.path in own or problem.path not in known)
        dataset = problem.path.endswith(".py") and any(imports(source, Path(problem.path).stem) for source in code)
        if ours or dataset or (file is not None and Path(problem.path).resolve() == file.resolve()):
            found.problems.append(problem)
    found.lessons += [lesson for lesson in lessons if lesson not in found.lessons]
    found.folders |= dict.fromkeys(folders)
    found.unread |= catalogue.ids - {lesson.id for lesson in catalogue.lessons}


def _belongs(lesson: Lesson, folders: Sequence[Path], file: Path | None) -> bool:
    path = Path(lesson.path)
    return path.parent.resolve() in folders and (file is None or path.resolve() == file.resolve())
