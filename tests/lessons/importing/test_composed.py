from pathlib import Path

import pytest

from webapp.lessons.importing.composed import composed
from webapp.lessons.importing.hidden import shown_and_before
from webapp.lessons.importing.parts import Code, Document, Example, Fragment, Part, Prompt, Prose
from webapp.lessons.importing.written import is_untouched, written
from webapp.lessons.reader import from_text


def code(source: str, *, hidden: bool = False) -> Code:
    return Code((Prompt(source, 1, "shown\n"),), hidden)


PARTS: tuple[Part, ...] = (
    Prose("Some *words* about [moons](https://moons.example). And more."),
    Fragment("SELECT 1", "sql", 3),
)
DOCUMENT = Document(Path("two_moons.rst"), "The `moons` \\_", PARTS)
RAN = (
    *PARTS,
    Example(code("\n1\n"), "1\n", raises=False, as_shown=True),
    Example(code("2\n"), "", raises=False, as_shown=False),
    Fragment("open(1)", "python", 9, "No files.", tried=True),
    Fragment("open(2)", "python", 10, "No files.", tried=True),
    Example(code("3\n"), "Traceback (most recent call last):\n...\n", raises=True, as_shown=True),
)
WRITTEN = """\
title: The `moons` _
summary: Some words about moons.
prelude: |
  x = 1
steps:
  - text: |
      Some *words* about [moons](https://moons.example). And more.

      ```sql
      SELECT 1
      ```
  - example: |
      1
    shows: |
      1
  - example: |
      2
    continues: true
  - text: |
      *The document shows something else here:*

      ```
      shown
      ```

      ```python
      open(1)
      open(2)
      ```

      *This does not run here.*
      No files.
  - example: |
      3
    continues: true
    raises: true
    shows: |
      Traceback (most recent call last):
      ...
"""


def test_lesson_is_written_as_a_person_would() -> None:
    text = written(composed(DOCUMENT, "x = 1\n", RAN), "two_moons.rst")
    head, _, body = text.partition("\n")
    assert head.startswith("# Imported from two_moons.rst (")
    assert body == WRITTEN
    lesson, problems = from_text(text, Path("two-moons.yaml"), {})
    assert problems == []
    assert lesson is not None


@pytest.mark.parametrize("name", ["a: b # c", "{a}", "a\nb: c", "- x"])
def test_name_of_the_document_cannot_break_the_lesson(name: str) -> None:
    nameless = Document(Path(name), "", PARTS)
    lesson, problems = from_text(written(composed(nameless, "", PARTS), name), Path("x.yaml"), {})
    assert problems == []
    assert lesson is not None


def test_change_by_hand_is_seen() -> None:
    text = written(composed(DOCUMENT, "", RAN), "two_moons.rst")
    assert is_untouched(text)
    assert not is_untouched(text.replace("SELECT 1", "SELECT 2"))
    assert not is_untouched(f"{text}\n")
    assert not is_untouched(WRITTEN)


def test_indentation_blank_lines_and_fences_survive() -> None:
    parts = (
        Prose("    deep\n\n\nand ---\n...\n"),
        Fragment("```\na\n```", "", 1),
        Example(code("    \nx = '''\n\n  a'''\n"), "  a\n\tb\n---\n...\n# c\n", raises=False, as_shown=True),
    )
    lesson, problems = from_text(written(composed(DOCUMENT, "", parts), "x"), Path("x.yaml"), {})
    assert problems == []
    assert lesson is not None
    text, example = lesson.steps
    assert text.model_dump()["text"] == "    deep\n\n\nand ---\n...\n\n\n````\n```\na\n```\n````\n"
    assert example.model_dump()["shows"] == "  a\n\tb\n---\n...\n# c\n"


def test_hidden_code_prepares_the_lesson_or_joins_what_is_shown() -> None:
    first, second, third = code("a\n", hidden=True), code("c\n", hidden=True), code("e\n", hidden=True)
    before, parts = shown_and_before([first, Prose("x"), code("b\n"), second, Prose("y"), code("d\n"), third])
    assert before == (first,)
    assert [
        part.source if isinstance(part, Code) else part.text for part in parts if not isinstance(part, Fragment)
    ] == [
        "x",
        "b\n",
        "y",
        "c\n\nd\n",
    ]
