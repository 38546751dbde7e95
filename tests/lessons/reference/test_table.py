"""The table of what the course covers, in the README beside its lessons."""

from pathlib import Path

import pytest

from tests.course import shipped_course
from tests.lessons.reference.writing import LESSON, TOPICS, folder_of
from webapp.lessons.folders import shipped
from webapp.lessons.reference.table import BEGIN, END, HEAD, NoPlaceError, put_in, table


def test_table_of_the_course_is_what_the_lessons_say() -> None:
    text = (shipped() / "README.md").read_text(encoding="utf-8")
    stale = "The lessons cover something else now: run `savepoint lessons coverage lessons --write`"
    assert put_in(text, table(shipped_course())) == text, stale


def test_row_names_every_step_and_links_its_lesson(tmp_path: Path) -> None:
    catalogue = folder_of(tmp_path, topics=TOPICS.replace("Printing", "A | B"), printing=LESSON)
    assert table(catalogue) == HEAD + (
        "| [A \\| B](https://docs.python.org/3/library/functions.html#print) "
        "| [printing](printing.yaml) (example 1) "
        "| [printing](printing.yaml) (what-comes-back) "
        "| `print` returns what it prints. [printing](printing.yaml) (what-comes-back) |\n"
    )


def test_text_around_the_table_stays() -> None:
    assert put_in(f"a\n{BEGIN}\nold\n{END}\nb\n", "new\n") == f"a\n{BEGIN}\nnew\n{END}\nb\n"


@pytest.mark.parametrize("text", ["", BEGIN, f"{END}{BEGIN}"])
def test_text_without_a_place_for_it_is_refused(text: str) -> None:
    with pytest.raises(NoPlaceError):
        put_in(text, "new\n")
