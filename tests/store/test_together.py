"""Many at once, and the power gone."""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context

import pytest
from sqlalchemy.pool import NullPool

from tests.store.making import LESSON, answer, record, record_and_die, record_many, snippet
from webapp.store import AlreadyRecordedError, Recorded, Store, StoreError, TranscriptMovedError, writing
from webapp.store.engine import WRITES, make_engine, transaction


def test_record_in_many_threads_keeps_everything(store: Store, visitor: str) -> None:
    begun = record(store, visitor)
    others = [store.add_visitor() for _ in range(4)]

    def work(number: int) -> None:
        append(store, visitor, f"s{number}")
        record(store, others[number % 4], snippet(f"s{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(24)))
    kept = store.entries(begun.transcript.id)
    assert {entry.submission for entry in kept} == {f"s{number}" for number in range(24)}
    assert store.progress(visitor)[LESSON]["add-one"].tries == 24
    assert all(store.entry(others[number % 4], f"s{number}") for number in range(24))


def append(store: Store, visitor: str, name: str) -> None:
    """A snippet at the end of the transcript, wherever that is by now."""
    while (transcript := store.transcript(visitor, LESSON)) is not None:
        with suppress(TranscriptMovedError):
            record(store, visitor, snippet(name), into=Recorded(transcript, ()), attempt=answer(passed=False))
            return


def test_record_after_another_has_recorded_in_the_transcript_raises_and_keeps_nothing(
    store: Store, visitor: str
) -> None:
    begun = record(store, visitor, snippet("s1"))
    theirs = record(store, visitor, snippet("s2"), into=begun)
    with pytest.raises(TranscriptMovedError, match="Run it again"):
        record(store, visitor, snippet("s3"), into=begun, attempt=answer(passed=True))
    assert store.transcript(visitor, LESSON) == theirs.transcript
    assert store.entry(visitor, "s3") is None
    assert store.progress(visitor) == {}


def test_record_of_one_submission_in_many_threads_happens_once(store: Store, visitor: str) -> None:
    def work(_number: int) -> bool:
        try:
            record(store, visitor, snippet("s1"), attempt=answer(passed=False))
        except AlreadyRecordedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(work, range(8))) == [False] * 7 + [True]
    assert store.progress(visitor)[LESSON]["add-one"].tries == 1


def test_record_in_two_processes_at_once_keeps_everything(store: Store, visitor: str, url: str) -> None:
    spawn = get_context("spawn")
    parts = [spawn.Process(target=record_many, args=(url, visitor, name, 20)) for name in ("a", "b")]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
    assert [part.exitcode for part in parts] == [0, 0]
    assert all(store.entry(visitor, f"{name}-{number}") for name in ("a", "b") for number in range(20))
    assert store.progress(visitor)[LESSON]["add-one"].tries == 40


def test_record_is_kept_when_the_process_is_killed_after_it(store: Store, visitor: str, url: str) -> None:
    part = get_context("spawn").Process(target=record_and_die, args=(url, visitor))
    part.start()
    part.join()
    assert part.exitcode == -signal.SIGKILL
    assert store.entry(visitor, "last words")


def test_reading_goes_on_while_another_writes(store: Store, visitor: str, url: str) -> None:
    recorded = record(store, visitor, snippet("s1"))
    with locked(url, visitor):
        assert store.transcript(visitor, LESSON) == recorded.transcript


def test_record_into_a_locked_database_raises_store_error(
    store: Store, visitor: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.store.engine.BUSY_SECONDS", 0.05)
    impatient = Store(url)
    with locked(url, visitor), pytest.raises(StoreError, match="Try again") as raised:
        record(impatient, visitor, snippet("s1"))
    assert "lock" in str(raised.value.__cause__)
    record(impatient, visitor, snippet("s1"))
    impatient.close()


def test_store_without_tables_raises_store_error(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('empty') / 'savepoint.sqlite3'}")
    with pytest.raises(StoreError):
        store.add_visitor()
    store.close()


@contextmanager
def locked(url: str, visitor: str) -> Iterator[None]:
    """Another process's transaction that writes for this visitor, held open."""
    engine = make_engine(url, poolclass=NullPool).execution_options(**{WRITES: True})
    with transaction(engine) as connection:
        writing.lock_visitor(connection, visitor)
        yield
