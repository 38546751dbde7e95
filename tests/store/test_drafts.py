from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.store.making import LESSON
from webapp.store import Store, UnknownVisitorError


def test_draft_is_kept_with_a_version_that_counts_up(store: Store, visitor: str) -> None:
    first = store.keep_draft(visitor, LESSON, "add-one", "a", 0)
    second = store.keep_draft(visitor, LESSON, "add-one", "ab", 1)
    assert [(kept, draft.text, draft.version) for kept, draft in (first, second)] == [(True, "a", 1), (True, "ab", 2)]
    assert store.drafts(visitor, LESSON) == {"add-one": second[1]}
    assert second[1].changed >= first[1].changed


def test_draft_made_from_an_older_version_is_refused_with_the_newer_one(store: Store, visitor: str) -> None:
    _, newer = store.keep_draft(visitor, LESSON, "add-one", "theirs", 0)
    assert store.keep_draft(visitor, LESSON, "add-one", "mine", 0) == (False, newer)
    assert store.drafts(visitor, LESSON) == {"add-one": newer}


def test_draft_sent_again_is_kept_already(store: Store, visitor: str) -> None:
    kept = store.keep_draft(visitor, LESSON, "", "x = ", 0)
    assert store.keep_draft(visitor, LESSON, "", "x = ", 0) == kept


def test_draft_that_was_run_leaves_its_version(store: Store, visitor: str) -> None:
    store.keep_draft(visitor, LESSON, "add-one", "a", 0)
    _, gone = store.keep_draft(visitor, LESSON, "add-one", None, 1)
    assert (gone.text, gone.version) == (None, 2)
    assert store.keep_draft(visitor, LESSON, "add-one", "late", 1) == (False, gone)


def test_drafts_of_lessons_steps_and_visitors_are_apart(store: Store, visitor: str) -> None:
    store.keep_draft(visitor, LESSON, "add-one", "a", 0)
    store.keep_draft(visitor, LESSON, "", "b", 0)
    store.keep_draft(visitor, "closing", "", "c", 0)
    assert {step: draft.text for step, draft in store.drafts(visitor, LESSON).items()} == {"add-one": "a", "": "b"}
    assert store.drafts(store.add_visitor(), LESSON) == {}


def test_draft_of_an_unknown_visitor_is_refused_and_reading_gives_nothing(store: Store) -> None:
    with pytest.raises(UnknownVisitorError):
        store.keep_draft("nobody", LESSON, "", "a", 0)
    assert store.drafts("nobody", LESSON) == {}


def test_draft_with_what_a_database_cannot_hold_is_kept_without_it(store: Store, visitor: str) -> None:
    _, kept = store.keep_draft(visitor, LESSON, "", "a\0b\ud800", 0)
    assert kept.text == "a\ufffdb\ufffd\ufffd\ufffd"


def test_of_drafts_made_at_once_from_one_version_one_is_kept(store: Store, visitor: str) -> None:
    def keep(number: int) -> bool:
        return store.keep_draft(visitor, LESSON, "add-one", f"text {number}", 0)[0]

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(keep, range(6))) == [False] * 5 + [True]
