from pathlib import Path

import pytest

from tests.lessons.writing import EXERCISE, SMALLEST, lesson_of, problems_of, written
from webapp.lessons.reader import LARGEST, read


def test_smallest_lesson_is_read(tmp_path: Path) -> None:
    lesson = lesson_of(tmp_path, SMALLEST)
    assert (lesson.id, lesson.title, lesson.section, lesson.after) == ("lesson", "A lesson", None, [])


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    lesson, problems = read(written(tmp_path, b"\xef\xbb\xbf" + SMALLEST.encode()))
    assert lesson is not None
    assert problems == []


BEGINNINGS = "`text`, `example`, `exercise`, `repair`, `arrange`, `predict`, `predict-output` or `predict-sql`"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            SMALLEST.replace("summary", "sumary"),
            ["2:1: The key `sumary` is not known here. Did you mean `summary`?", "1:1: A lesson needs `summary`."],
            id="unknown key of a lesson",
        ),
        pytest.param(
            SMALLEST + "prelud: x\n",
            ["5:1: The key `prelud` is not known here. Did you mean `prelude`?"],
            id="unknown key beside all that is needed",
        ),
        pytest.param(SMALLEST + "id: x\n", ["5:1: The key `id` is not known here."], id="a key only the model has"),
        pytest.param(
            EXERCISE.replace("    ask:", "    aks:"),
            [
                "4:5: An exercise step needs `ask`.",
                "5:5: The key `aks` is not known here. Did you mean `ask`?",
            ],
            id="unknown key of a step",
        ),
        pytest.param(
            SMALLEST.replace("text", "exampel"),
            [f"4:5: A step begins with {BEGINNINGS}, not `exampel`. Did you mean `example`?"],
            id="unknown kind of step",
        ),
        pytest.param(
            SMALLEST.replace("text: Prose.", "Prose."),
            [f"4:5: A step is a mapping that begins with {BEGINNINGS}, not the text 'Prose.'."],
            id="a step that is no mapping",
        ),
        pytest.param(
            SMALLEST + "    exercise: e\n",
            ["5:5: `exercise` begins a step of its own: put it on a new line that begins with a dash."],
            id="two steps in one",
        ),
        pytest.param(
            SMALLEST.replace("A lesson", "8.16"),
            ["1:8: `title` must be text, not the number 8.16; put it in quotes."],
            id="number for text",
        ),
        pytest.param(
            SMALLEST.replace("A lesson", ""),
            ["1:1: `title` must be text, and nothing stands there; write it, or leave the key out."],
            id="nothing for text",
        ),
        pytest.param(SMALLEST.replace("A lesson", "''"), ["1:8: `title` is empty."], id="empty text"),
        pytest.param(
            SMALLEST + "after: setup\n",
            ["5:8: `after` must be a list, not the text 'setup'; put each item after a dash, on a line of its own."],
            id="text for a list",
        ),
        pytest.param(
            SMALLEST + "after: [setup, 3]\n",
            ["5:16: An item of `after` must be text, not the number 3; put it in quotes."],
            id="number in a list of texts",
        ),
        pytest.param("title: T\nsummary: S\nsteps: []\n", ["3:8: `steps` is empty."], id="no steps"),
        pytest.param("- title: T\n", ["1:1: A lesson is a mapping that begins with `title:`."], id="a list"),
        pytest.param("just text\n", ["1:1: A lesson is a mapping that begins with `title:`."], id="only text"),
        pytest.param(
            EXERCISE.replace("keep-annie", "7"),
            ["4:15: `exercise` must be text, not the number 7; put it in quotes."],
            id="number as a step id",
        ),
        pytest.param(
            EXERCISE.replace("keep-annie", "Keep Annie"),
            ["4:15: `exercise` must be lower-case letters, digits, dashes or underscores, beginning with a letter"],
            id="step id that is no id",
        ),
    ],
)
def test_wrong_structure_is_told_with_its_place(tmp_path: Path, text: str, problem: list[str]) -> None:
    found = problems_of(tmp_path, text)
    assert len(found) == len(problem)
    assert all(any(each.startswith(wanted) for each in found) for wanted in problem), found


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    text = (
        "title: 5\ntitle: again\nsumary: S\nsteps:\n  - txt: Prose.\n  - exercise: e\n    checks:\n"
        "      - sql: {COMIT: 1}\n      - output: {matches: '['}\n    solution: 1\n"
    )
    found = problems_of(tmp_path, text)
    assert [each.split(": ")[0] for each in found] == [
        "1:1", "1:8", "2:1", "3:1", "5:5", "6:5", "8:15", "9:27", "10:15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        pytest.param(
            "  - exercise: a\n    ask: x\n    checks: [{output: same}]\n    solution: x\n"
            "  - exercise: a\n    ask: x\n    checks: [{output: same}]\n    solution: x\n",
            "8:15: The id `a` is taken: the step in line 4 has it, or had it formerly.",
            id="the same id twice",
        ),
        pytest.param(
            "  - exercise: a\n    ask: x\n    checks: [{output: same}]\n    solution: x\n    was: [b]\n"
            "  - exercise: b\n    ask: x\n    checks: [{output: same}]\n    solution: x\n",
            "9:15: The id `b` is taken: the step in line 8 has it, or had it formerly.",
            id="the former id of another",
        ),
        pytest.param(
            "  - exercise: a\n    ask: x\n    checks: [{output: same}]\n    solution: x\nretired: [a]\n",
            "8:11: The id `a` is retired, yet the step in line 4 has it.",
            id="a retired id",
        ),
        pytest.param(
            "  - example: x\n    continues: true\n",
            "5:16: The first example of a lesson has nothing to continue; remove `continues`.",
            id="nothing to continue",
        ),
    ],
)
def test_lesson_that_contradicts_itself_is_told(tmp_path: Path, steps: str, problem: str) -> None:
    assert problems_of(tmp_path, f"title: T\nsummary: S\nsteps:\n{steps}") == [problem]


def test_invalid_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    found = problems_of(tmp_path, b"title: T\nsummary: \xc3\xa4\xe4\n")
    assert found == ["2:11: The byte 0xe4 is not UTF-8; save the file as UTF-8."]


def test_file_of_five_megabytes_is_refused(tmp_path: Path) -> None:
    found = problems_of(tmp_path, b"title: T\n" * 600_000)
    assert found == [f"1:1: The file is larger than {LARGEST // 1024} KiB; split the lesson."]


def test_folder_named_like_a_lesson_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    path.mkdir()
    lesson, problems = read(path)
    assert lesson is None
    assert [str(problem) for problem in problems] == [f"{path}:1:1: This is not a file."]


def test_lesson_keeps_only_the_datasets_it_imports(tmp_path: Path) -> None:
    text = "title: T\nsummary: import rovers\nprelude: |\n  from astronauts import fill\nsteps:\n  - text: x\n"
    lesson = lesson_of(tmp_path, text, astronauts="from planets import MARS\n", planets="MARS = 4\n", rovers="")
    assert list(lesson.modules) == ["astronauts", "planets"]
    assert lesson.start.modules == lesson.modules


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "steps:",
            "optional: yes\nsteps:",
            "3:11: `optional` must be true or false, not the text 'yes'; write true, without quotes.",
        ),
        (
            "steps:",
            "optional: OFF\nsteps:",
            "3:11: `optional` must be true or false, not the text 'OFF'; write false, without quotes.",
        ),
    ],
    ids=["yes", "OFF"],
)
def test_value_of_another_type_is_told_with_what_to_write(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert problems_of(tmp_path, SMALLEST.replace(old, new)) == [problem]
