import re
from pathlib import Path

import pytest

from tests.cli.running import called, savepoint
from tests.store.conftest import sqlite_url
from webapp.store.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with an empty store."""
    store = Store(sqlite_url(tmp_path))
    store.upgrade()
    store.close()
    return tmp_path / "home"


def token_of(printed: str, server: str) -> str:
    found = re.fullmatch(rf"{re.escape(server)}/instructor/login#(\S{{32}})\n", printed)
    assert found is not None, printed
    return found[1]


def test_instructor_is_added_listed_renewed_and_revoked(home: Path, tmp_path: Path) -> None:
    added = called("instructor", "add", "Ada Lovelace", "--url", "https://learn.example/", home=home)
    token = token_of(added.stdout, "https://learn.example")
    assert "not shown again" in added.stderr
    again = called("instructor", "add", " Ada  Lovelace", home=home)
    assert (again.returncode, again.stdout) == (2, "")
    assert "already" in again.stderr
    renewed = called("instructor", "renew", "Ada Lovelace", home=home)
    new = token_of(renewed.stdout, "http://127.0.0.1:8000")
    assert re.fullmatch(r"Ada Lovelace, since \d{4}-\d\d-\d\d\n", called("instructor", "list", home=home).stdout)
    store = Store(sqlite_url(tmp_path))
    assert store.teaching.log_in(token) is None
    assert store.teaching.log_in(new) is not None
    revoked = called("instructor", "revoke", "Ada Lovelace", home=home)
    assert (revoked.returncode, revoked.stdout) == (0, "Ada Lovelace is no instructor any more.\n")
    assert store.teaching.log_in(new) is None
    store.close()
    assert ", revoked " in called("instructor", "list", home=home).stdout


def test_instructor_may_be_added_before_the_first_start(tmp_path: Path) -> None:
    added = savepoint("instructor", "add", "Ada", home=tmp_path / "home")
    assert added.returncode == 0, added.stderr
    assert str(tmp_path / "home" / "savepoint.sqlite3") in added.stderr
    assert "Ada, since" in savepoint("instructor", "list", home=tmp_path / "home").stdout


@pytest.mark.parametrize("command", [("list",), ("renew", "Ada"), ("revoke", "Ada")], ids=lambda each: each[0])
def test_folder_without_a_store_is_said_to_be_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    ended = called("instructor", *command, home=tmp_path / "elsewhere")
    assert ended.returncode == 2
    assert f"There is no store at {tmp_path / 'elsewhere' / 'savepoint.sqlite3'}." in ended.stderr
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("command", ["renew", "revoke"])
def test_instructor_who_is_none_cannot_be_changed(home: Path, command: str) -> None:
    ended = called("instructor", command, "nobody", home=home)
    assert ended.returncode == 2
    assert "There is no instructor nobody" in ended.stderr


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\x1b[31m"], ids=["empty", "blank", "long", "escape"])
def test_name_that_cannot_be_printed_is_refused(home: Path, name: str) -> None:
    assert called("instructor", "add", name, home=home).returncode == 2
