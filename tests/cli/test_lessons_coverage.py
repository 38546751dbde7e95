"""`savepoint lessons coverage`."""

from pathlib import Path

from tests.cli.running import called
from tests.lessons.reference.writing import LESSON, TOPICS, folder_of


def test_coverage_is_printed_and_written(tmp_path: Path) -> None:
    folder_of(tmp_path, topics=TOPICS, printing=LESSON)
    printed = called("lessons", "coverage", str(tmp_path))
    assert printed.returncode == 0
    assert "| [printing](printing.yaml) (example 1) |" in printed.stdout
    assert not (tmp_path / "README.md").exists()
    written = called("lessons", "coverage", str(tmp_path), "--write")
    assert written.returncode == 0
    assert printed.stdout in (tmp_path / "README.md").read_text()


def test_readme_without_marks_is_left_alone(tmp_path: Path) -> None:
    folder_of(tmp_path, topics=TOPICS, printing=LESSON)
    (tmp_path / "README.md").write_text("Mine.\n")
    ended = called("lessons", "coverage", str(tmp_path), "--write")
    assert ended.returncode == 1
    assert "was not changed" in ended.stderr
    assert (tmp_path / "README.md").read_text() == "Mine.\n"


def test_folder_without_topics_is_told(tmp_path: Path) -> None:
    folder_of(tmp_path, printing=LESSON.replace("[printing]", "[]"))
    ended = called("lessons", "coverage", str(tmp_path))
    assert ended.returncode == 1
    assert "There is no topics.yaml" in ended.stderr


def test_wrong_file_is_told_and_nothing_written(tmp_path: Path) -> None:
    folder_of(tmp_path, topics=TOPICS.replace("id:", "ide:"), printing=LESSON)
    ended = called("lessons", "coverage", str(tmp_path), "--write")
    assert ended.returncode == 1
    assert "topics.yaml:2:5: " in ended.stderr
    assert not (tmp_path / "README.md").exists()
