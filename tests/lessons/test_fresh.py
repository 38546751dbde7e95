from pathlib import Path

import pytest

from tests.attempts.proving.lesson import found
from webapp.lessons.fresh import PARTS, fresh
from webapp.lessons.reader import from_text
from webapp.lessons.review.course import reviewed
from webapp.lessons.schema import KINDS, Lesson
from webapp.sandbox.launch import Launched


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    lesson, problems = from_text(fresh("two-moons_2"), Path("two-moons_2.yaml"), {})
    assert problems == []
    assert lesson is not None
    return lesson


def test_every_kind_of_step_has_its_place() -> None:
    assert sorted(path.stem for path in PARTS.iterdir()) == sorted(["head", *KINDS])


def test_new_lesson_has_every_kind_once(lesson: Lesson) -> None:
    assert [type(step) for step in lesson.steps] == list(KINDS.values())
    assert lesson.title == "Two moons 2"


def test_new_lesson_is_proven_without_a_warning(lesson: Lesson, sandboxes: Launched) -> None:
    assert found(sandboxes, lesson) == []
    assert reviewed([lesson], frozenset({lesson.id})) == []


def test_two_new_lessons_share_no_id() -> None:
    lessons = [from_text(fresh(name), Path(f"{name}.yaml"), {})[0] for name in ("a", "2b")]
    assert reviewed([lesson for lesson in lessons if lesson], frozenset({"a", "2b"})) == []
