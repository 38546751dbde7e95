"""The help that a visitor asked for."""

from tests.store.making import LESSON
from webapp.store import Store


def test_help_is_kept_by_step(store: Store, visitor: str) -> None:
    store.take_help(visitor, LESSON, "add-one", "hint", 2)
    store.take_help(visitor, LESSON, "add-one", "hint", 1)
    store.take_help(visitor, LESSON, "add-two", "lines")
    found = store.help_taken(visitor, LESSON)
    assert found["add-one"].hints == 2
    assert found["add-one"].lines is None
    assert found["add-two"].lines is not None
    assert found["add-two"].solution is None
    assert store.help_taken(visitor, "another") == {}


def test_help_asked_for_twice_counts_from_the_first_time(store: Store, visitor: str) -> None:
    store.take_help(visitor, LESSON, "add-one", "solution")
    first = store.help_taken(visitor, LESSON)["add-one"]
    store.take_help(visitor, LESSON, "add-one", "solution")
    store.take_help(visitor, LESSON, "add-one", "lines")
    after = store.help_taken(visitor, LESSON)["add-one"]
    assert after.solution == first.solution
    assert after.lines is not None
