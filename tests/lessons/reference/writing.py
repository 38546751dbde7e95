"""A folder of one lesson that covers one topic, for tests."""

from pathlib import Path

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.review.course import reviewed

TOPICS = """\
topics:
  - id: printing
    title: Printing
    page: https://docs.python.org/3/library/functions.html#print
    misconception: "`print` returns what it prints."
"""

LESSON = """\
title: Printing
summary: What `print` does.
steps:
  - example: print("Io")
    shows: Io
    teaches: [printing]
  - predict-output: what-comes-back
    practises: [printing]
    corrects: [printing]
    code: print(print("Io"))
"""


def folder_of(folder: Path, **files: str) -> Catalogue:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Catalogue.load(folder)


def told(catalogue: Catalogue) -> list[str]:
    """What an author is told, each as `file:line:column: message`, the file without its folder."""
    found = [*catalogue.problems, *reviewed(catalogue.lessons, catalogue.ids, catalogue.beside)]
    return [f"{Path(problem.path).name}{str(problem).removeprefix(problem.path)}" for problem in sorted(found)]
