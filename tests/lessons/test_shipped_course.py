"""The course that ships: what all of its lessons and steps have. Nothing is run here; `lessons check` proves them."""

import re
from collections.abc import Iterator

import pytest

from tests.course import shipped_course
from webapp.lessons.predictions import Prediction
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ArrangeStep, ExampleStep, ExerciseStep, TextStep

COURSE = shipped_course()
LESSONS = [lesson for lesson in COURSE.lessons if not lesson.optional]
each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)

LINK = "https://docs.sqlalchemy.org/en/21/"
WORDS_A_MINUTE = 150  # slower than a novel: these sentences send the reader to code and tabs


def prose(lesson: Lesson) -> Iterator[str]:
    """What a learner reads in any case: texts and questions."""
    for step in lesson.steps:
        if isinstance(step, TextStep):
            yield step.text
        elif isinstance(step, Prediction):
            yield step.question
        elif isinstance(step, ExerciseStep):
            yield step.ask


def minutes(lesson: Lesson) -> float:
    """A crude guess at what a lesson takes: its words, half a minute an example, and more for each answer."""
    total = sum(len(text.split()) for text in prose(lesson)) / WORDS_A_MINUTE
    for step in lesson.steps:
        match step:
            case ExampleStep():
                total += 0.5
            case Prediction() | ArrangeStep():
                total += 1
            case ExerciseStep():
                total += 2.5
    return total


def test_course_can_be_read_whole() -> None:
    assert COURSE.problems == ()


def test_course_has_enough_lessons_and_answers() -> None:
    assert len([lesson for lesson in LESSONS if not lesson.id.startswith("project-")]) in range(24, 31)
    assert sum(isinstance(step, ExerciseStep | Prediction) for lesson in LESSONS for step in lesson.steps) >= 110


def test_project_comes_last_and_in_its_order() -> None:
    assert [lesson.id for lesson in LESSONS[-3:]] == ["project-import", "project-requests", "project-hunt"]


@each
def test_exercises_have_other_answers_mistakes_with_their_own_sentences_and_hints(lesson: Lesson) -> None:
    few = {
        step.id: counts
        for step in lesson.steps
        if isinstance(step, ExerciseStep)
        for counts in [(len(step.also_right), len({mistake.says for mistake in step.mistakes}), len(step.hints))]
        if any(count < least for count, least in zip(counts, (2, 3, 2), strict=True))
    }
    assert few == {}


@each
def test_answers_of_an_exercise_are_different_ones(lesson: Lesson) -> None:
    for step in lesson.steps:
        if isinstance(step, ExerciseStep):
            answers = [" ".join(answer.split()) for answer in [step.solution, *step.also_right]]
            assert len(set(answers)) == len(answers), step.id


@each
def test_lesson_asks_for_at_least_two_answers(lesson: Lesson) -> None:
    assert sum(isinstance(step, ExerciseStep | Prediction) for step in lesson.steps) >= 2


@each
def test_lesson_shows_code_before_it_asks_for_any(lesson: Lesson) -> None:
    shown = [isinstance(step, ExampleStep | Prediction) for step in lesson.steps]
    asked = [isinstance(step, ExerciseStep) and not isinstance(step, ArrangeStep) for step in lesson.steps]
    assert shown.index(True) < asked.index(True)


@each
def test_lesson_sends_its_reader_to_the_timeline(lesson: Lesson) -> None:
    assert any("Timeline" in text for text in prose(lesson))


@each
def test_lesson_links_the_page_of_sqlalchemy(lesson: Lesson) -> None:
    assert any(re.search(rf"\]\({re.escape(LINK)}", text) for text in prose(lesson))


@each
def test_lesson_takes_ten_to_twenty_minutes(lesson: Lesson) -> None:
    assert 10 <= minutes(lesson) <= 20
