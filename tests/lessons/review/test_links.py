from pathlib import Path

import pytest

from tests.lessons.writing import EXERCISE, SMALLEST, lesson_of, written
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.review.links import bad_links, wrong


def found(folder: Path, text: str) -> list[str]:
    written(folder, text, "one.yaml")
    written(folder, EXERCISE, "other_one.yaml")
    written(folder, "title: [", "unread.yaml")
    catalogue = Catalogue.load(folder)
    return [f"{each.line}: {each.message}" for each in bad_links(catalogue.lessons, catalogue.ids)]


def linking(address: str) -> str:
    return SMALLEST.replace("- text: Prose.", f"- text: |\n      First.\n\n      See [that]({address}).")


@pytest.mark.parametrize(
    "address",
    [
        "other_one",
        "./other_one",
        "/lessons/other_one",
        "other_one#exercise-keep-annie",
        "#lesson",
        "unread#anywhere",
        "/",
        "..",
        "https://docs.sqlalchemy.org/en/21/",
        "mailto:somebody@example.org",
        "//example.org/x",
    ],
)
def test_link_that_leads_somewhere_is_not_told(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, linking(address)) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("other_on", "there is no lesson `other_on`. Did you mean `other_one`?"),
        ("/lessons/zzz", "there is no lesson `zzz`."),
        ("other_one.yaml", "there is no lesson `other_one.yaml`. Did you mean `other_one`?"),
        ("#example-1", "the lesson `one` has no such place."),
        ("other_one#exercise-keep-anni", "has no such place. Did you mean `exercise-keep-annie`?"),
        ("/docs/guide", "leads to no page; a lesson is linked by its id, such as `(one)`."),
        ("pages/guide", "leads to no page; a lesson is linked by its id, such as `(one)`."),
    ],
)
def test_link_that_leads_nowhere_is_told_in_its_line(tmp_path: Path, address: str, told: str) -> None:
    (problem,) = found(tmp_path, linking(address))
    assert problem.startswith(f"7: The link to {address} leads ")
    assert problem.endswith(told)


def test_address_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    lesson = lesson_of(tmp_path, SMALLEST)
    assert wrong("http://[", lesson, frozenset(), {}, frozenset()) == "The link to http://[ is no address."


def test_links_in_task_and_hints_are_looked_at_and_code_is_not(tmp_path: Path) -> None:
    text = EXERCISE.replace("Keep her.", '"[a](nowhere)"').replace("session.commit()", 'print("[b](nowhere)")')
    problems = found(tmp_path, f'{text}    hints: ["[c](nowhere)"]\n')
    assert [problem.partition(":")[0] for problem in problems] == ["5", "10"]
