"""Topics beside the lessons, and what steps say of them."""

from pathlib import Path

import pytest

from tests.course import shipped_course
from tests.lessons.reference.writing import LESSON, TOPICS, folder_of, told
from tests.lessons.writing import SMALLEST
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.reference.coverage import coverage


def test_covered_topic_has_no_problem(tmp_path: Path) -> None:
    catalogue = folder_of(tmp_path, topics=TOPICS, printing=LESSON)
    assert told(catalogue) == []
    assert [entry.item.title for entry in catalogue.beside.topics.values()] == ["Printing"]
    found = coverage(catalogue.lessons)["printing"]
    assert [spot.anchor for spot in found.teaches] == ["example-1"]
    assert [spot.anchor for spot in found.practises] == ["step-what-comes-back"]
    assert [spot.anchor for spot in found.corrects] == ["step-what-comes-back"]


def test_folder_without_topics_needs_none(tmp_path: Path) -> None:
    assert told(folder_of(tmp_path, smallest=SMALLEST)) == []


def test_unknown_topic_is_told_at_its_step(tmp_path: Path) -> None:
    catalogue = folder_of(tmp_path, topics=TOPICS, printing=LESSON + "    hints: [Look.]\n", other=UNKNOWN)
    say = "There is no topic `printng` in a topics.yaml beside the lessons. Did you mean `printing`?"
    assert told(catalogue) == [f"other.yaml:5:15: {say}"]


UNKNOWN = SMALLEST + "    teaches: [printng]\n"


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        ("teaches", "topics.yaml:2:5: No step teaches this topic: write `teaches: [printing]` at the one that does."),
        (
            "practises",
            (
                "topics.yaml:2:5: No step practises this topic: "
                "write `practises: [printing]` at an exercise or a question on it."
            ),
        ),
        (
            "corrects",
            (
                "topics.yaml:2:5: warning: No step meets this topic's misconception: write `corrects: [printing]` "
                "at the one that does."
            ),
        ),
    ],
)
def test_topic_that_is_not_covered_is_told(tmp_path: Path, left_out: str, message: str) -> None:
    lesson = LESSON.replace(f"    {left_out}: [printing]\n", "")
    assert told(folder_of(tmp_path, topics=TOPICS, printing=lesson)) == [message]


def test_nothing_is_missed_while_a_lesson_cannot_be_read(tmp_path: Path) -> None:
    catalogue = folder_of(tmp_path, topics=TOPICS, printing=LESSON.replace("title:", "titel:"), other=SMALLEST)
    assert not any("topics.yaml" in each for each in told(catalogue))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOPICS.replace("page:", "pages:"), "topics.yaml:4:5: The key `pages` is not known here. Did you mean `page`?"),
        (TOPICS.replace("https://", "docs/"), "This must be an address that begins with https://"),
        (TOPICS + TOPICS.partition("\n")[2], "The topic `printing` stands here twice."),
        ("topics: []\n", "topics.yaml:1:9: `topics` is empty."),
        ("- printing\n", "topics.yaml:1:1: This file must be a mapping, not a list."),
        ("{}\n", "topics.yaml:1:1: This file needs `topics`."),
    ],
)
def test_file_that_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    catalogue = folder_of(tmp_path, topics=text, smallest=SMALLEST)
    assert message in "\n".join(told(catalogue))
    assert not catalogue.beside.topics


def test_second_folder_may_not_repeat_a_topic(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / "topics.yaml").write_text(TOPICS)
    (first / "printing.yaml").write_text(LESSON)
    (second / "smallest.yaml").write_text(SMALLEST)
    problems = Catalogue.load(first, second).problems
    assert [problem.message for problem in problems] == [f"`printing` stands in {first / 'topics.yaml'} already."]


def test_course_covers_all_its_topics() -> None:
    catalogue = shipped_course()
    found = coverage(catalogue.lessons)
    assert len(catalogue.beside.topics) >= 37
    for topic in catalogue.beside.topics:
        assert found[topic].teaches, topic
        assert found[topic].practises, topic
        assert found[topic].corrects, topic
