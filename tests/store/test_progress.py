from tests.store.making import LESSON, answer, record, snippet
from webapp.store import StepProgress, Store


def test_progress_counts_tries_by_lesson_and_step(store: Store, visitor: str) -> None:
    record(store, visitor, snippet(), attempt=answer(passed=False))
    record(store, visitor, snippet(), attempt=answer(passed=False))
    record(store, visitor, snippet(), attempt=answer(passed=False, step="add-two"))
    record(store, visitor, snippet(), attempt=answer(passed=False), lesson="closing")
    record(store, visitor, snippet())
    tried = {
        lesson: {step: of.tries for step, of in steps.items()} for lesson, steps in store.progress(visitor).items()
    }
    assert tried == {LESSON: {"add-one": 2, "add-two": 1}, "closing": {"add-one": 1}}


def test_progress_of_a_step_never_passed_has_no_time_and_no_digest(store: Store, visitor: str) -> None:
    record(store, visitor, snippet(), attempt=answer(passed=False))
    assert store.progress(visitor)[LESSON]["add-one"] == StepProgress(tries=1, passed=None, digest="")


def test_progress_keeps_the_first_pass_when_a_later_try_fails(store: Store, visitor: str) -> None:
    record(store, visitor, snippet(), attempt=answer(passed=True))
    first = store.progress(visitor)[LESSON]["add-one"]
    record(store, visitor, snippet(), attempt=answer(passed=False, digest="v2"))
    again = store.progress(visitor)[LESSON]["add-one"]
    assert first.passed
    assert again == StepProgress(tries=2, passed=first.passed, digest="v1")


def test_progress_of_a_changed_exercise_passed_again_has_its_new_digest(store: Store, visitor: str) -> None:
    record(store, visitor, snippet(), attempt=answer(passed=True))
    first = store.progress(visitor)[LESSON]["add-one"]
    record(store, visitor, snippet(), attempt=answer(passed=True, digest="v2"))
    again = store.progress(visitor)[LESSON]["add-one"]
    assert again == StepProgress(tries=2, passed=first.passed, digest="v2")


def test_progress_is_a_visitors_own(store: Store, visitor: str) -> None:
    record(store, visitor, snippet(), attempt=answer(passed=True))
    assert store.progress(store.add_visitor()) == {}


def test_latest_attempts_are_the_newest_of_each_step(store: Store, visitor: str) -> None:
    record(store, visitor, snippet(source="first"), attempt=answer(passed=True))
    record(store, visitor, snippet(source="other"), attempt=answer(passed=True, step="add-two"))
    record(store, visitor, snippet(), snippet(source="second"), attempt=answer(passed=False))
    record(store, visitor, snippet(source="elsewhere"), attempt=answer(passed=True), lesson="closing")
    record(store, store.add_visitor(), snippet(source="somebody's"), attempt=answer(passed=True))
    latest = store.latest_attempts(visitor, LESSON)
    assert {step: (of.source, of.passed) for step, of in latest.items()} == {
        "add-one": ("second", False),
        "add-two": ("other", True),
    }
    assert latest["add-one"].verdict == answer(passed=False).verdict
