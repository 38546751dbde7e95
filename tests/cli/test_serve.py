"""The server as an operator meets it at the start: what it prints, keeps and refuses."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.running import called, savepoint
from tests.cli.serving import serving
from tests.postgres import Postgres
from tests.waiting import until

KEY = "0123456789abcdef" * 2
WITHOUT_SECCOMP = [sys.executable, str(Path(__file__).with_name("without.py")), "seccomp"]


def get(url: str) -> str:
    with urlopen(url, timeout=60) as answer:
        return str(answer.read().decode())


def test_missing_lessons_are_told(tmp_path: Path) -> None:
    ended = savepoint("serve", "--port", "0", "--lessons", str(tmp_path / "nowhere"), home=tmp_path)
    assert ended.returncode == 2
    assert f"{tmp_path / 'nowhere'}:1:1: There is no such folder" in ended.stderr


def test_misspelt_setting_is_told(tmp_path: Path) -> None:
    ended = called("serve", "--lessons", str(tmp_path / "nowhere"), home=tmp_path, SAVEPOINT_WROKERS="3")
    assert "SAVEPOINT_WROKERS is no setting, and changes nothing. Did you mean `SAVEPOINT_WORKERS`?" in ended.stderr


@pytest.mark.parametrize(("library", "environ"), [("redis", {}), ("celery", {"SAVEPOINT_SANDBOXES": "workers"})])
def test_library_that_a_setting_needs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, environ: dict[str, str]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as where it is not installed
    ended = called("serve", home=tmp_path, REDIS_URL="redis://127.0.0.1:1", **environ)
    told = f"savepoint: REDIS_URL is set, which needs {library}: pip install 'savepoint[cluster]'.\n"
    assert (ended.returncode, ended.stderr) == (2, told)


def test_malformed_lesson_is_told_and_the_others_served(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    (lessons / "good.yaml").write_text("title: The good one\nsummary: Works.\nsteps:\n  - text: Prose.\n")
    (lessons / "bad.yaml").write_text("title: The bad one\nsumary: Does not.\nsteps:\n  - text: Prose.\n")
    with serving(tmp_path, "--lessons", str(lessons)) as served:
        assert f"{lessons / 'bad.yaml'}:2:1: " in served.printed
        assert f"{lessons / 'good.yaml'}" not in served.printed
        page = get(served.address)
        assert "The good one" in page
        assert "The bad one" not in page


def test_place_of_progress_is_printed(tmp_path: Path) -> None:
    with serving(tmp_path / "a@home") as served:
        assert f"Progress is kept in {tmp_path}/a@home/savepoint.sqlite3\n" in served.printed
        assert "DATABASE_URL is not set" not in served.printed
        until(lambda: re.search(r"There is room for \d+ sandboxes\.\n", served.printed) is not None)


def test_database_is_printed_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://visitor:geheim@127.0.0.1:1/savepoint?password=geheim"
    with serving(tmp_path / "home", environ={"DATABASE_URL": url, "HOME": str(tmp_path)}) as served:
        assert "Progress is kept in postgresql+psycopg://127.0.0.1/savepoint\n" in served.printed
        assert "geheim" not in served.printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "http"], "PORT must be a whole number, not 'http'"),
        (["--port", "99999"], "PORT is 99999; it must be 0 to 65535."),
        (["--workers", "0"], "SAVEPOINT_WORKERS is 0; it must be 1 to 256."),
        (["--cpu-seconds", "inf"], "SAVEPOINT_CPU_SECONDS is inf; it must be 0.1 to 60."),
        (["--host", "ä" * 70], "HOST is äää"),
    ],
    ids=["no number", "port above", "workers below", "infinite", "no host"],
)
def test_setting_that_cannot_be_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    ended = called("serve", *arguments, home=tmp_path, SAVEPOINT_SECRET_KEY=KEY)
    assert ended.returncode == 2
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("command", "home", "key"),
    [
        (["serve", "--port", "0"], "file", ""),
        (["serve", "--port", "0"], "file/below", KEY),
        (["serve", "--port", "0"], "what?", ""),
        (["db", "upgrade"], "file", ""),
    ],
    ids=["file", "below a file", "question mark", "release"],
)
def test_home_that_cannot_be_is_told(tmp_path: Path, command: list[str], home: str, key: str) -> None:
    (tmp_path / "file").write_text("no folder")
    ended = called(*command, home=tmp_path / home, SAVEPOINT_SECRET_KEY=key)
    assert ended.returncode == 2
    assert ended.stderr.startswith("savepoint: ")
    assert str(tmp_path / home) in ended.stderr
    assert "SAVEPOINT_HOME" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_release_stops_where_migrating_fails(tmp_path: Path) -> None:
    (tmp_path / "savepoint.sqlite3").write_bytes(b"this is no database" * 100)
    ended = called("db", "upgrade", home=tmp_path)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_release_migrates(tmp_path: Path) -> None:
    assert savepoint("db", "upgrade", home=tmp_path).returncode == 0
    assert savepoint("db", "upgrade", home=tmp_path).returncode == 0


@pytest.mark.parametrize(("platform", "told"), [("win32", "WSL 2"), ("darwin", "Linux container")])
def test_elsewhere_a_sentence_says_what_to_do(platform: str, told: str) -> None:
    code = f"import sys; from webapp.cli.main import cli; sys.platform = '{platform}'; cli(['serve'])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert told in ended.stderr


def test_policy_cannot_be_switched_off(tmp_path: Path) -> None:
    ended = called("serve", "--without-policy", home=tmp_path)
    assert (ended.returncode, "No such option" in ended.stderr) == (2, True)
    assert "policy" not in called("serve", "--help").stdout


def test_without_seccomp_strangers_are_not_served(tmp_path: Path) -> None:
    strangers = ("serve", "--port", "0", "--host", "0.0.0.0")
    ended = savepoint(*strangers, command=WITHOUT_SECCOMP, home=tmp_path, SAVEPOINT_SECRET_KEY=KEY)
    assert ended.returncode == 2
    assert "seccomp" in ended.stderr
    assert "loopback" in ended.stderr


def test_without_seccomp_loopback_is_served_with_a_warning(tmp_path: Path) -> None:
    with serving(tmp_path, command=WITHOUT_SECCOMP) as served:
        assert "run only code you trust" in served.printed
        assert "Savepoint" in get(served.address)


def test_saved_lesson_is_served_anew_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    path = lessons / "mine.yaml"
    path.write_text("title: The old one\nsummary: Works.\nsteps:\n  - text: Prose.\n")
    with serving(tmp_path, "--lessons", f"+{lessons}", "--workers", "1") as served:
        page = get(served.address)
        assert "The old one" in page
        assert "An engine, and a database with nothing in it" in page
        path.write_text(path.read_text().replace("old", "new"))
        until(lambda: "The new one" in get(served.address))
        path.write_text(path.read_text().replace("summary", "sumary"))
        until(lambda: "stay as they were until this is mended" in get(served.address))
        assert f"{path}:2:1: The key `sumary` is not known here." in served.printed
        assert "The new one" in get(served.address)


def test_hosted_database_that_was_not_migrated_is_refused(tmp_path: Path, postgres_server: Postgres) -> None:
    """A release that forgot it would serve pages, and refuse every run."""
    ended = savepoint("serve", "--port", "0", home=tmp_path, DATABASE_URL=postgres_server.database())
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.strip().endswith("Bring them up to date first: savepoint db upgrade")


def test_hosted_database_that_is_away_is_told_and_waited_for(tmp_path: Path) -> None:
    away = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "SAVEPOINT_RETENTION_DAYS": "0"}
    with serving(tmp_path, environ=away) as served:
        assert "Connection refused. Pages are served; what is run waits for it." in served.printed
        assert get(f"{served.address}healthz") == "ok\n"
