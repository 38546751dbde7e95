from pathlib import Path

import pytest

from tests.lessons.writing import SMALLEST, written
from webapp.errors import UnknownLessonError
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders, shipped


def catalogue_of(folder: Path, **lessons: str) -> Catalogue:
    """A catalogue of lessons that are SMALLEST and the further keys given by id."""
    for name, keys in lessons.items():
        written(folder, SMALLEST + keys, f"{name}.yaml")
    return Catalogue.load(folder)


def ids(catalogue: Catalogue) -> list[str]:
    return [lesson.id for lesson in catalogue.lessons]


def test_lessons_come_after_those_they_name(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="after: [c]\n", b="after: [a]\n", c="")
    assert ids(catalogue) == ["c", "a", "b"]
    assert catalogue.problems == ()


def test_lessons_come_by_section_where_nothing_else_is_said(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="section: 8.16.10\n", b="section: 8.16.9\n", c="", d="section: 8.16.9a\n")
    assert ids(catalogue) == ["b", "d", "a", "c"]


def test_neighbours_are_those_before_and_after(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="", b="", c="")
    a, b, c = catalogue.lessons
    assert catalogue.neighbours("a") == (None, b)
    assert catalogue.neighbours("b") == (a, c)
    assert catalogue.neighbours("c") == (b, None)


def test_unknown_lesson_raises(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="")
    with pytest.raises(UnknownLessonError, match="There is no lesson nowhere"):
        catalogue.get("nowhere")
    with pytest.raises(UnknownLessonError):
        catalogue.neighbours("nowhere")


def test_broken_lessons_are_problems_and_the_others_load(tmp_path: Path) -> None:
    written(tmp_path, "title: T\n\tx: 1\n", "tab.yaml")
    written(tmp_path, b"\xff", "latin.yaml")
    written(tmp_path, b"", "empty.yaml")
    written(tmp_path, b"title: T\n" * 600_000, "large.yaml")
    written(tmp_path, "title: T\ntitle: U\n", "twice.yaml")
    catalogue = catalogue_of(tmp_path, good="after: [tab]\n")
    assert ids(catalogue) == ["good"]
    files = [Path(problem.path).name for problem in catalogue.problems]
    assert sorted(set(files)) == ["empty.yaml", "large.yaml", "latin.yaml", "tab.yaml", "twice.yaml"]
    assert files == sorted(files)


def test_unknown_lesson_in_after_is_told_and_the_lesson_kept(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="after: [b, nowhere]\n", b="")
    assert ids(catalogue) == ["b", "a"]
    assert [str(problem) for problem in catalogue.problems] == [
        f"{tmp_path / 'a.yaml'}:5:12: There is no lesson `nowhere` to come after."
    ]


def test_misspelt_lesson_in_after_is_told_with_the_likeliest(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="after: [adding]\n", add="", b="after: [B]\n")
    assert [problem.message for problem in catalogue.problems] == [
        "There is no lesson `adding` to come after. Did you mean `add`?",
        "There is no lesson `B` to come after.",
    ]


def test_cycle_is_told_once_and_its_lessons_kept(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="after: [c]\n", b="after: [a]\n", c="after: [b]\n", d="after: [a]\n", e="")
    assert sorted(ids(catalogue)) == ["a", "b", "c", "d", "e"]
    assert [str(problem) for problem in catalogue.problems] == [
        f"{tmp_path / 'a.yaml'}:5:9: These lessons wait for one another: `a` after `c` after `b` after `a`."
    ]


def test_lesson_after_itself_is_told(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, a="after: [a]\n")
    assert ids(catalogue) == ["a"]
    assert [problem.message for problem in catalogue.problems] == ["`a` cannot come after itself."]


def test_missing_folder_is_one_problem(tmp_path: Path) -> None:
    catalogue = Catalogue.load(tmp_path / "nowhere")
    assert catalogue.lessons == ()
    assert [problem.message for problem in catalogue.problems] == [
        "There is no such folder with lessons; name one with --lessons or SAVEPOINT_LESSONS."
    ]


def test_folder_without_lessons_is_one_problem(tmp_path: Path) -> None:
    assert [problem.message for problem in Catalogue.load(tmp_path).problems] == [
        "This folder holds no lesson: no file in it ends in .yaml."
    ]


def test_file_name_that_is_no_address_is_told(tmp_path: Path) -> None:
    written(tmp_path, SMALLEST, "My Lesson.yaml")
    (problem,) = Catalogue.load(tmp_path).problems
    assert problem.message.startswith("A lesson's file is named by lower-case letters")


def test_two_files_of_one_id_are_told(tmp_path: Path) -> None:
    written(tmp_path, SMALLEST, "a.yaml")
    written(tmp_path, SMALLEST, "a.yml")
    catalogue = Catalogue.load(tmp_path)
    assert ids(catalogue) == ["a"]
    assert [problem.message for problem in catalogue.problems] == [f"{tmp_path / 'a.yaml'} is the lesson `a` already."]


def test_editors_hidden_files_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "no: lesson", ".a.yaml")
    assert catalogue_of(tmp_path, a="").problems == ()


def test_shipped_lessons_load_without_a_problem() -> None:
    catalogue = Catalogue.load(shipped())
    assert [str(problem) for problem in catalogue.problems] == []
    chapter = [lesson.section for lesson in catalogue.lessons if not lesson.optional][:6]
    assert chapter == [f"8.16.{number}" for number in range(1, 7)]
    assert "astronauts" in catalogue.modules


@pytest.mark.parametrize(
    "check",
    ["output: {matches: 'a{99999999999999}'}", f"value: {{of: '{'-' * 50_000}1', is: 1}}"],
    ids=["pattern", "expression"],
)
def test_check_that_python_cannot_read_is_a_problem(tmp_path: Path, check: str) -> None:
    steps = f"steps:\n  - exercise: one\n    ask: Do.\n    checks:\n      - {check}\n    solution: x = 1\n"
    (tmp_path / "deep.yaml").write_text(f"title: Deep\nsummary: Deep.\n{steps}")
    catalogue = catalogue_of(tmp_path, other="")
    assert ids(catalogue) == ["other"]
    assert [problem.line for problem in catalogue.problems] == [7]


def test_dataset_that_python_cannot_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "deep.py").write_text(f"x = {'-' * 100_000}1\n")
    catalogue = catalogue_of(tmp_path, other="")
    assert ids(catalogue) == ["other"]
    assert ["deep.py" in problem.path for problem in catalogue.problems] == [True]


def test_folders_are_one_course(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, module in ((first, "moons"), (second, "planets")):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / f"{module}.py").write_text("NAMES = []\n")
    written(first, SMALLEST + "after: [b]\n", "a.yaml")
    written(second, SMALLEST + "prelude: import moons, planets\n", "b.yaml")
    catalogue = Catalogue.load(first, second)
    assert ids(catalogue) == ["b", "a"]
    assert catalogue.problems == ()
    assert set(catalogue.get("b").modules) == {"moons", "planets"}


def test_lesson_of_two_folders_is_told_and_the_first_kept(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        written(folder, SMALLEST, "a.yaml")
    catalogue = Catalogue.load(first, second)
    assert [lesson.path for lesson in catalogue.lessons] == [str(first / "a.yaml")]
    assert [str(problem) for problem in catalogue.problems] == [
        f"{second / 'a.yaml'}:1:1: {first / 'a.yaml'} is the lesson `a` already."
    ]


def test_folder_that_is_missing_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    written(tmp_path, SMALLEST, "a.yaml")
    catalogue = Catalogue.load(tmp_path / "nowhere", tmp_path)
    assert ids(catalogue) == ["a"]
    assert [problem.path for problem in catalogue.problems] == [str(tmp_path / "nowhere")]


def test_ids_are_those_of_unread_lessons_too(tmp_path: Path) -> None:
    written(tmp_path, "title: [", "broken.yaml")
    assert catalogue_of(tmp_path, a="").ids == {"a", "broken"}


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("", (shipped(),)),
        ("mine", (Path("mine"),)),
        ("mine:theirs", (Path("mine"), Path("theirs"))),
        ("+mine:theirs", (shipped(), Path("mine"), Path("theirs"))),
        ("./+mine", (Path("+mine"),)),
        ("+", (shipped(),)),
    ],
)
def test_setting_names_folders_beside_the_course_or_instead(setting: str, found: tuple[Path, ...]) -> None:
    assert folders(setting) == found
