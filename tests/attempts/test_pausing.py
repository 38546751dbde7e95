"""The operator's switch, as attempts know it."""

from pathlib import Path

import pytest

from webapp.attempts import pausing
from webapp.attempts.pausing import Pausing
from webapp.store.store import Store


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pausing, "ASKED_EVERY", 0.0)


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = Store(url)
    store.upgrade()
    store.close()
    return url


def test_every_process_with_the_same_database_knows(url: str) -> None:
    here, there = Store(url), Store(url)
    known = Pausing(there)
    assert known.sentence() is None
    here.pause("an update until noon.")
    assert known.sentence() == (
        "Running code is switched off for now: an update until noon. Everything can be read, and what you did is kept."
    )
    here.pause("")
    assert known.sentence() == (
        "Running code is switched off for now. Everything can be read, and what you did is kept."
    )
    assert here.end_pause()
    assert known.sentence() is None
    assert not here.end_pause()
    here.close()
    there.close()


def test_database_that_is_away_changes_nothing(url: str, tmp_path: Path) -> None:
    store = Store(url)
    store.pause("")
    known = Pausing(store)
    assert known.sentence() is not None
    store.close()
    (tmp_path / "store.sqlite3").unlink()
    assert known.sentence() is not None
    store.close()
