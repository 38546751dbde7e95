from pathlib import Path

import pytest

from tests.cli.running import called, savepoint
from tests.store.conftest import sqlite_url
from tests.waiting import until
from webapp.cli.housekeeping import Housekeeping
from webapp.config import Settings
from webapp.store.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder whose store has one visitor, who has just come."""
    store = Store(sqlite_url(tmp_path))
    store.upgrade()
    store.add_visitor()
    store.close()
    return tmp_path / "home"


def test_purge_says_how_many_it_has_forgotten(home: Path) -> None:
    ended = savepoint("purge", "--older-than", "30", home=home)
    assert (ended.returncode, ended.stdout) == (0, "0 visitors forgotten, not seen for 30 days.\n")


@pytest.mark.parametrize("days", [(), ("--older-than", "0"), ("--older-than", "soon")], ids=["none", "zero", "word"])
def test_purge_without_a_number_of_days_deletes_nothing(home: Path, days: tuple[str, ...]) -> None:
    ended = called("purge", *days, home=home)
    assert ended.returncode == 2
    assert "--older-than" in ended.stderr


def test_housekeeping_purges_when_it_is_due_and_says_what_failed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    keeping = Housekeeping(Settings(home=tmp_path / "nowhere"), first_after=0)
    told = ""

    def looked() -> bool:
        nonlocal told
        keeping.look()
        told += capfd.readouterr().err
        return "tomorrow" in told

    until(looked)
    assert "Old visitors could not be deleted (status 2)" in told
    keeping.look()
    assert keeping._running is None


def test_housekeeping_that_is_to_keep_everything_begins_nothing(tmp_path: Path) -> None:
    keeping = Housekeeping(Settings(home=tmp_path, retention_days=0), first_after=0)
    keeping.look()
    assert keeping._running is None
