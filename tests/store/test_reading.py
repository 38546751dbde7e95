"""What reading costs: one statement, by an index."""

from collections.abc import Callable

import pytest

from tests.store.making import LESSON, answer, record, snippet
from tests.store.planning import scans
from tests.store.watching import watching
from webapp.store import Standing, Store, UnknownVisitorError

READS: dict[str, Callable[[Store, str], object]] = {
    "knows": lambda store, visitor: store.knows(visitor),
    "entry": lambda store, visitor: store.entry(visitor, "s3"),
    "entry_by_id": lambda store, visitor: store.entry_by_id(visitor, LESSON, 3),
    "transcript": lambda store, visitor: store.transcript(visitor, LESSON),
    "earlier": lambda store, visitor: store.earlier(visitor, LESSON),
    "entries": lambda store, _visitor: store.entries(1),
    "progress": lambda store, visitor: store.progress(visitor),
    "latest_attempts": lambda store, visitor: store.latest_attempts(visitor, LESSON),
}


@pytest.mark.parametrize("name", READS)
def test_reading_takes_one_statement_by_an_index(store: Store, visitor: str, url: str, name: str) -> None:
    for begin in range(0, 20, 5):
        each = [snippet(f"s{number}") for number in range(begin, begin + 5)]
        record(store, visitor, *each, attempt=answer(passed=True, step=f"step-{begin}"))
    with watching() as asked:
        assert READS[name](store, visitor)
    ((statement, parameters),) = asked.selects
    assert scans(url, statement, parameters) == []


def test_transcript_is_told_without_reading_its_snippets(store: Store, visitor: str) -> None:
    begun = record(store, visitor, *(snippet(f"s{number}") for number in range(20)))
    record(store, visitor)
    with watching() as asked:
        assert store.transcript(visitor, LESSON)
        assert store.earlier(visitor, LESSON) == begun.transcript
        record(store, visitor, snippet("s20"), into=begun)
    assert asked.snippets == []
    with watching() as asked:
        store.entries(begun.transcript.id)
    assert len(asked.snippets) == 21


def test_standing_tells_what_a_run_asks_first_in_one_query(store: Store, visitor: str) -> None:
    nothing = store.standing(visitor, LESSON, "s1")
    assert nothing == Standing(None, can_bring_back=False, is_recorded=False)
    first = record(store, visitor, snippet("s1"))
    with watching() as asked:
        standing = store.standing(visitor, LESSON, "s2")
    assert standing == Standing(first.transcript, can_bring_back=False, is_recorded=False)
    assert len(asked.selects) == 1
    record(store, visitor)
    anew = store.standing(visitor, LESSON, "s1")
    assert (anew.transcript, anew.can_bring_back, anew.is_recorded) == (store.transcript(visitor, LESSON), True, True)


def test_standing_reads_a_start_that_another_process_kept(store: Store, visitor: str, url: str) -> None:
    record(store, visitor, snippet("s1"))
    other = Store(url)
    assert other.standing(visitor, LESSON, "s2").transcript == store.transcript(visitor, LESSON)
    other.close()


def test_standing_of_an_unknown_visitor_raises(store: Store) -> None:
    with pytest.raises(UnknownVisitorError):
        store.standing("nobody", LESSON, "s1")


def test_snippet_is_read_by_its_id_by_whose_it_is_and_in_its_lesson_alone(store: Store, visitor: str) -> None:
    (mine,) = record(store, visitor, snippet("s1")).entries
    record(store, visitor)  # a fresh start: the snippet stands in an earlier transcript
    other = store.add_visitor()
    (theirs,) = record(store, other, snippet("s1")).entries
    assert store.entry_by_id(visitor, LESSON, mine.id) == mine
    assert store.entry_by_id(other, LESSON, theirs.id) == theirs
    assert store.entry_by_id(visitor, LESSON, theirs.id) is None
    assert store.entry_by_id(visitor, "another", mine.id) is None
    assert store.entry_by_id("nobody", LESSON, mine.id) is None
    assert store.entry_by_id(visitor, LESSON, theirs.id + 1) is None


def test_snippet_of_an_answer_is_read_by_its_id_with_the_verdict(store: Store, visitor: str) -> None:
    (mine,) = record(store, visitor, snippet("s1"), attempt=answer(passed=True)).entries
    found = store.entry_by_id(visitor, LESSON, mine.id)
    assert found == mine
    assert found is not None
    assert found.verdict == {"passed": True, "results": []}
