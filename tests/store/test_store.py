from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.making import LESSON, START, answer, record, snippet
from webapp.errors import SavepointError
from webapp.lessons.start import Start
from webapp.observation import Observation, Outcome
from webapp.store import (
    AlreadyRecordedError,
    Kind,
    NewSnippet,
    Recorded,
    Store,
    UnknownTranscriptError,
    UnknownVisitorError,
)


def test_add_visitor_gives_an_id_of_its_own_that_the_store_then_knows(store: Store) -> None:
    ids = {store.add_visitor() for _ in range(20)}
    assert len(ids) == 20
    assert all(len(each) == 22 and store.knows(each) for each in ids)
    assert not store.knows("somebody else")


def test_reading_of_an_unknown_visitor_gives_nothing(store: Store) -> None:
    assert store.transcript("nobody", LESSON) is None
    assert store.earlier("nobody", LESSON) is None
    assert store.entry("nobody", "s1") is None
    assert store.entries(1) == ()
    assert store.progress("nobody") == {}
    assert store.latest_attempts("nobody", LESSON) == {}
    assert not store.knows("nobody")


def test_writing_for_an_unknown_visitor_raises_a_savepoint_error(store: Store) -> None:
    with pytest.raises(UnknownVisitorError, match="cookie") as raised:
        record(store, "nobody", snippet())
    assert isinstance(raised.value, SavepointError)
    with pytest.raises(UnknownVisitorError):
        store.activate("nobody", LESSON, 1)


def test_record_gives_what_it_added_as_it_is_read_again(store: Store, visitor: str) -> None:
    before = datetime.now(UTC)
    given = [snippet("s1", "x = 1", ""), snippet("s2", "x", "1\n")]
    recorded = store.record(
        visitor, LESSON, transcript=None, start=START, step="add-one", snippets=given, attempt=answer(passed=True)
    )
    transcript = recorded.transcript
    assert transcript == store.transcript(visitor, LESSON)
    assert recorded.entries == store.entries(transcript.id)
    assert (transcript.lesson, transcript.start, transcript.step) == (LESSON, START, "add-one")
    assert [entry.source for entry in recorded.entries] == ["x = 1", "x"]
    assert [entry.observation for entry in recorded.entries] == [each.observation for each in given]
    assert [entry.verdict for entry in recorded.entries] == [None, answer(passed=True).verdict]
    assert all(timedelta() <= entry.created - before < timedelta(minutes=1) for entry in recorded.entries)
    assert transcript.position == f"{transcript.id}.{recorded.entries[-1].id}"


def test_record_into_a_transcript_appends_and_keeps_its_start(store: Store, visitor: str) -> None:
    first = record(store, visitor, snippet("s1"))
    second = store.record(
        visitor,
        LESSON,
        transcript=first.transcript,
        start=Start(prelude="another"),
        step="another",
        snippets=[snippet("s2")],
        attempt=None,
    )
    assert (second.transcript.id, second.transcript.start, second.transcript.step) == (first.transcript.id, START, None)
    assert second.transcript == store.transcript(visitor, LESSON)
    assert [entry.submission for entry in second.entries] == ["s2"]
    assert store.entries(first.transcript.id) == (*first.entries, *second.entries)
    assert second.transcript.position != first.transcript.position


def test_record_keeps_the_order_of_many_snippets(store: Store, visitor: str) -> None:
    names = [f"s{number}" for number in range(60)]
    recorded = record(store, visitor, *map(snippet, names))
    assert [entry.submission for entry in recorded.entries] == names


def test_record_without_snippets_begins_anew(store: Store, visitor: str) -> None:
    old = record(store, visitor, snippet("s1"))
    new = record(store, visitor)
    assert new.transcript.id != old.transcript.id
    assert new.entries == store.entries(new.transcript.id) == ()
    assert new.transcript.position == f"{new.transcript.id}.0"
    assert store.transcript(visitor, LESSON) == new.transcript


@pytest.mark.parametrize(
    ("kind", "outcome", "has_console"),
    [
        ("console", "ok", True),
        ("console", "error", True),
        ("console", "refused", False),
        ("console", "killed", False),
        ("answer", "ok", False),
        ("example", "ok", False),
    ],
    ids=["ran", "raised", "refused", "killed", "answer", "example"],
)
def test_transcript_says_whether_the_console_may_have_made_names(
    store: Store, visitor: str, kind: Kind, outcome: Outcome, has_console: bool
) -> None:
    begun = record(store, visitor, snippet("s1"), NewSnippet("s2", kind, None, "x", Observation(outcome=outcome)))
    anew = record(store, visitor, NewSnippet("s3", kind, None, "x", Observation(outcome=outcome)))
    assert begun.transcript.has_console
    assert anew.transcript.has_console == has_console
    assert store.earlier(visitor, LESSON) == begun.transcript
    assert store.transcript(visitor, LESSON) == anew.transcript
    later = record(store, visitor, NewSnippet("s4", "answer", None, "x", Observation(outcome="ok")), into=anew)
    assert later.transcript.has_console == has_console
    assert store.transcript(visitor, LESSON) == later.transcript


def test_record_of_a_submission_again_raises_and_changes_nothing(store: Store, visitor: str) -> None:
    first = record(store, visitor, snippet("s1"), attempt=answer(passed=False))
    progress, attempts = store.progress(visitor), store.latest_attempts(visitor, LESSON)
    for into in (None, first):
        with pytest.raises(AlreadyRecordedError):
            record(store, visitor, snippet("s0"), snippet("s1", "other"), into=into, attempt=answer(passed=True))
    assert store.transcript(visitor, LESSON) == first.transcript
    assert store.entries(first.transcript.id) == first.entries
    assert store.earlier(visitor, LESSON) is None
    assert store.entry(visitor, "s0") is None
    assert store.entry(visitor, "s1") == first.entries[0]
    assert store.progress(visitor) == progress
    assert store.latest_attempts(visitor, LESSON) == attempts


def test_record_takes_one_submission_id_from_two_visitors(store: Store, visitor: str) -> None:
    other = store.add_visitor()
    mine, theirs = record(store, visitor, snippet("s1", "1")), record(store, other, snippet("s1", "2"))
    assert store.entry(visitor, "s1") == mine.entries[0]
    assert store.entry(other, "s1") == theirs.entries[0]


def test_record_takes_any_number_of_snippets_without_submission(store: Store, visitor: str) -> None:
    recorded = record(store, visitor, snippet(None), snippet(None), snippet("s1"))
    assert [entry.submission for entry in recorded.entries] == [None, None, "s1"]


def test_record_of_an_attempt_without_snippet_raises(store: Store, visitor: str) -> None:
    with pytest.raises(ValueError, match="snippet"):
        record(store, visitor, attempt=answer(passed=True))
    assert store.transcript(visitor, LESSON) is None


def test_transcripts_of_lessons_are_apart(store: Store, visitor: str) -> None:
    here, there = record(store, visitor, snippet("s1")), record(store, visitor, snippet("s2"), lesson="closing")
    assert store.transcript(visitor, LESSON) == here.transcript
    assert store.transcript(visitor, "closing") == there.transcript
    assert store.earlier(visitor, LESSON) is None


def test_transcript_of_another_visitor_or_lesson_is_refused(store: Store, visitor: str) -> None:
    mine, other = record(store, visitor, snippet("s1")).transcript, store.add_visitor()
    for who, lesson, number in ((other, LESSON, mine.id), (visitor, "closing", mine.id), (visitor, LESSON, 99)):
        with pytest.raises(UnknownTranscriptError, match=str(number)):
            store.activate(who, lesson, number)
        with pytest.raises(UnknownTranscriptError):
            record(store, who, snippet("s2"), into=Recorded(replace(mine, id=number), ()), lesson=lesson)
    assert store.transcript(visitor, LESSON) == mine


def test_activate_brings_an_earlier_transcript_back(store: Store, visitor: str) -> None:
    console, reply = (record(store, visitor, snippet(name)).transcript for name in ("s1", "s2"))
    assert store.earlier(visitor, LESSON) == console
    store.activate(visitor, LESSON, console.id)
    assert store.transcript(visitor, LESSON) == console
    assert store.earlier(visitor, LESSON) == reply


def test_earlier_passes_over_empty_transcripts(store: Store, visitor: str) -> None:
    console = record(store, visitor, snippet("s1")).transcript
    record(store, visitor)
    record(store, visitor)
    assert store.earlier(visitor, LESSON) == console


def test_earlier_gives_what_was_replaced_last_however_old_it_is(store: Store, visitor: str) -> None:
    console = record(store, visitor, snippet("s1")).transcript
    record(store, visitor, snippet("s2"))
    store.activate(visitor, LESSON, console.id)
    record(store, visitor, snippet("s3"))
    assert store.earlier(visitor, LESSON) == console


def test_times_are_read_in_utc(store: Store, visitor: str) -> None:
    record(store, visitor, snippet("s1"), attempt=answer(passed=True))
    entry, step = store.entry(visitor, "s1"), store.progress(visitor)[LESSON]["add-one"]
    assert entry
    assert step.passed
    assert entry.created.tzinfo is UTC
    assert step.passed.tzinfo is UTC
