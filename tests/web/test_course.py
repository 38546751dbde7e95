from pathlib import Path

from tests.web.lessons import write_course
from webapp.web.course import in_parts
from webapp.web.progress import LessonProgress, progress_of


def lessons(tmp_path: Path, *parts: str | None) -> list[LessonProgress]:
    tmp_path.mkdir(exist_ok=True)
    lesson = write_course(tmp_path).lessons[0]
    return [progress_of(lesson.model_copy(update={"part": part, "id": str(at)}), {}) for at, part in enumerate(parts)]


def test_parts_go_from_their_heading_to_the_next(tmp_path: Path) -> None:
    found = in_parts(lessons(tmp_path, None, "First", None, "Second"))
    assert [(each.title, each.first, [one.lesson.id for one in each.lessons]) for each in found] == [
        ("", 1, ["0"]),
        ("First", 2, ["1", "2"]),
        ("Second", 4, ["3"]),
    ]


def test_course_without_lessons_has_no_parts() -> None:
    assert in_parts([]) == []
