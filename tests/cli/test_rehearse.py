import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.cli.running import called, savepoint
from tests.cli.serving import serving
from tests.ports import free_port
from tests.store.conftest import sqlite_url
from tests.web.lessons import write_course
from webapp.store.store import Store


def test_class_is_played_against_a_served_host_and_leaves_nobody(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    write_course(lessons)
    with serving(tmp_path / "home", "--lessons", str(lessons)) as served:
        options = ("--students", "3", "--minutes", "0.1", "--think", "0.2", "--json")
        ended = savepoint("rehearse", served.address, *options, SAVEPOINT_LESSONS=str(lessons))
        engine = create_engine(sqlite_url(tmp_path), poolclass=NullPool)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM visitors")) == 0
    told = json.loads(ended.stdout)
    assert (told["errors"], told["refused"], ended.returncode) == ({}, 0, 0), ended.stderr
    assert told["runs"]["count"] > 0
    assert told["pages"]["p95"] >= told["pages"]["p50"] > 0


def test_rehearsed_class_joins_by_its_link_and_leaves_nobody_in_it(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    write_course(lessons)
    with serving(tmp_path / "home", "--lessons", str(lessons)) as served:
        store = Store(sqlite_url(tmp_path))
        ada = store.teaching.log_in(store.teaching.add_instructor("Ada"))
        assert ada is not None
        number, token = store.teaching.make_class(ada.id, "Tuesday")
        options = ("--students", "2", "--minutes", "0.1", "--think", "0", "--json", "--join")
        for link, seats in ((f"{served.address}/join#{token}", 2), (f"{served.address}/join#guessed", 0)):
            ended = savepoint("rehearse", served.address, *options, link, SAVEPOINT_LESSONS=str(lessons))
            errors = json.loads(ended.stdout)["errors"]
            assert errors == ({} if seats else {"join link that took nobody": 2}), ended.stderr
            assert ended.returncode == (0 if seats else 1)
        assert store.teaching.roll(number) == ()
        visitor = store.add_visitor()
        store.teaching.join(visitor, token, None)
        assert [each.number for each in store.teaching.roll(number)] == [3], "two have been here and left"
        store.close()


def test_host_that_does_not_answer_is_told_with_status_1() -> None:
    ended = called(
        "rehearse", f"http://127.0.0.1:{free_port()}", "--students", "1", "--minutes", "0.02", "--think", "0"
    )
    assert ended.returncode == 1
    assert "no answer" in ended.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("learn.example",),
        ("ftp://x",),
        ("http://localhost", "--students", "1001"),
        ("http://localhost", "--minutes", "31"),
    ],
    ids=["no host", "no scheme", "other scheme", "many", "long"],
)
def test_rehearsal_without_a_host_or_beyond_its_bounds_is_refused(arguments: tuple[str, ...]) -> None:
    assert called("rehearse", *arguments).returncode == 2


def test_host_elsewhere_is_not_loaded_unasked() -> None:
    ended = called("rehearse", "https://learn.invalid", given="n\n")
    assert ended.returncode == 1
    assert "Is learn.invalid yours" in ended.stderr
