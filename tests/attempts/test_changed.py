"""Lessons that change while somebody is in them: nothing that was done is lost."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.attempts.conftest import LESSON
from tests.attempts.sending import KEEP, answer, console, output
from webapp.attempts import Attempts, Submission
from webapp.errors import StaleStepError, UnknownLessonError
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.launch import Launched
from webapp.store.store import Store

PRELUDE = ("CREATE TABLE t (x INTEGER)", "CREATE TABLE t (x TEXT)")
RENAMED = ("exercise: keep-one\n", "exercise: keep-it\n    was: [keep-one]\n")


class Course:
    """The lesson of these tests, which an author rewrites, and attempts that go by it as it is."""

    def __init__(self, store: Store, sandboxes: Launched, folder: Path) -> None:
        self._folder = folder
        self.catalogue = Catalogue.load(folder)
        self.sandboxes = sandboxes.sandboxes
        self.attempts = Attempts(store, self.sandboxes, lambda: self.catalogue, longest_snippet=4096)

    def change(self, *pairs: tuple[str, str]) -> None:
        text = LESSON
        for old, new in pairs:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (self._folder / "counting.yaml").write_text(text)
        self.catalogue = Catalogue.load(self._folder)
        assert self.catalogue.problems == ()

    @property
    def start(self) -> str:
        return self.catalogue.get("counting").start.digest

    def start_of(self, exercise: str) -> str:
        lesson = self.catalogue.get("counting")
        return lesson.start_of(lesson.exercise(exercise)).digest


@pytest.fixture
def course(store: Store, sandboxes: Launched, lessons: Path) -> Course:
    return Course(store, sandboxes, lessons)


def example(number: int, code: str, start: str) -> Submission:
    return Submission(str(uuid4()), code, "example", str(number), start)


def test_console_goes_on_with_the_start_it_began_with(course: Course, store: Store, visitor: str) -> None:
    course.attempts.run(visitor, "counting", console("kept = engine"))
    before = store.transcript(visitor, "counting")
    assert before is not None
    course.change(PRELUDE)
    assert output(course.attempts.run(visitor, "counting", console("kept is engine"))) == "True\n"
    after = store.transcript(visitor, "counting")
    assert after is not None
    assert after.start == before.start
    assert not course.catalogue.get("counting").begins_with(after.start)


def test_console_is_rebuilt_from_the_start_it_began_with(course: Course, visitor: str) -> None:
    course.attempts.run(visitor, "counting", console("y = 1"))
    course.change((PRELUDE[0], PRELUDE[0] + '"))\n      connection.execute(text("CREATE TABLE u (x)'))
    columns = "with engine.connect() as c: print(c.scalar(text('SELECT count(*) FROM sqlite_master')))"
    with course.sandboxes.turn(visitor, "counting") as turn:
        turn.discard()
    assert output(course.attempts.run(visitor, "counting", console(columns))) == "1\n"
    course.attempts.reset(visitor, "counting")
    assert output(course.attempts.run(visitor, "counting", console(columns))) == "2\n"


def test_new_console_of_an_old_page_is_offered_the_new_start(course: Course, store: Store, visitor: str) -> None:
    old = course.start
    course.change(PRELUDE)
    with pytest.raises(StaleStepError, match="Reload"):
        course.attempts.run(visitor, "counting", Submission(str(uuid4()), "1", start=old))
    assert store.transcript(visitor, "counting") is None
    assert course.attempts.run(visitor, "counting", Submission(str(uuid4()), "1", start=course.start)).entries


def test_pass_under_a_former_id_stays(course: Course, store: Store, visitor: str) -> None:
    start = course.start_of("keep-one")
    course.attempts.run(visitor, "counting", answer(KEEP, start=start))
    course.change(RENAMED)
    done = course.attempts.run(visitor, "counting", answer("1", "keep-one", start))  # from a page still open
    assert done.verdict is not None
    assert not done.verdict.passed
    progress = store.progress(visitor)["counting"]
    assert progress["keep-one"].passed is not None
    assert set(store.latest_attempts(visitor, "counting")) == {"keep-one", "keep-it"}


def test_removed_exercise_is_an_old_page_and_its_attempts_stay(course: Course, store: Store, visitor: str) -> None:
    start = course.start_of("a-value")
    course.attempts.run(visitor, "counting", answer("y = 2", "a-value", start))
    course.change(("  - exercise: a-value\n" + LESSON.partition("  - exercise: a-value\n")[2], "retired: [a-value]\n"))
    with pytest.raises(StaleStepError, match="what you did is kept"):
        course.attempts.run(visitor, "counting", answer("y = 2", "a-value", start))
    with pytest.raises(UnknownLessonError):
        course.attempts.run(visitor, "counting", answer("y = 2", "a-value"))
    assert store.progress(visitor)["counting"]["a-value"].passed is not None
    assert store.latest_attempts(visitor, "counting")["a-value"].source == "y = 2"
    assert output(course.attempts.run(visitor, "counting", console("y"))) == "2\n"


@pytest.mark.parametrize(
    ("changes", "number", "code"),
    [
        ([("a + 1\n", "a + 2\n")], 2, "a + 1\n"),
        ([("  - example: |\n      a + 1\n    shows: |\n      2\n    continues: true\n", "")], 2, "a + 1\n"),
        ([("  - text: Prose.\n", "  - text: Prose.\n  - example: b = 2\n")], 1, "a = 1\na\n"),
    ],
    ids=["edited", "removed", "another before it"],
)
def test_example_of_an_old_page_does_not_run_as_another(
    course: Course, visitor: str, changes: list[tuple[str, str]], number: int, code: str
) -> None:
    start = course.start
    assert course.attempts.run(visitor, "counting", example(number, code, start)).entries
    course.change(*changes)
    assert course.start == start
    with pytest.raises(StaleStepError):
        course.attempts.run(visitor, "counting", example(number, code, start))


def test_changed_checks_leave_the_pass_as_of_an_earlier_version(course: Course, store: Store, visitor: str) -> None:
    course.attempts.run(visitor, "counting", answer(KEEP))
    course.change(("sql: {COMMIT: 1}\n    solution", "sql: {COMMIT: 2}\n    solution"))
    done = course.attempts.run(visitor, "counting", answer(KEEP))
    assert done.verdict is not None
    assert not done.verdict.passed
    progress = store.progress(visitor)["counting"]["keep-one"]
    assert progress.passed is not None
    assert progress.digest != course.catalogue.get("counting").exercise("keep-one").digest
