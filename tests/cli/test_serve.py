"""The server as an operator meets it: started, killed in parts, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.running import savepoint
from tests.cli.serving import serving

WITHOUT_SECCOMP = Path(__file__).with_name("without_seccomp.py")


def get(url: str) -> str:
    with urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not happen within twenty seconds"
        time.sleep(0.05)


def family(pid: int) -> list[int]:
    """Every process below one."""
    found = []
    for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(text), *family(int(text))]
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def test_ctrl_c_leaves_no_process_and_no_socket(tmp_path: Path) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    os.environ["TMPDIR"], before = str(scratch), os.environ.get("TMPDIR")
    try:
        with serving(tmp_path / "home") as (process, address, _):
            assert "Savepoint" in get(address)
            below = family(process.pid)
            assert len(below) >= 4
            assert list(scratch.rglob("supervisor"))
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
    until(lambda: not any(map(alive, below)))
    assert list(scratch.iterdir()) == []


def test_killed_server_takes_everything_with_it(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address, _):
        get(address)
        below = family(process.pid)
        process.kill()
        process.wait(10)
        until(lambda: not any(map(alive, below)))


def test_killed_supervisor_is_started_again(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address, _):
        supervisor = next(pid for pid in family(process.pid) if "webapp.sandbox.supervisor" in command_of(pid))
        os.kill(supervisor, signal.SIGKILL)
        until(lambda: any("supervisor" in command_of(pid) and pid != supervisor for pid in family(process.pid)))
        assert "Savepoint" in get(address)


def test_taken_port_is_told_with_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = savepoint("serve", "--port", str(port), home=tmp_path)
    assert ended.returncode == 2
    assert f"Port {port} is taken" in ended.stderr
    assert f"--port {port + 1}" in ended.stderr


def test_missing_lessons_are_told(tmp_path: Path) -> None:
    ended = savepoint("serve", "--port", "0", "--lessons", str(tmp_path / "nowhere"), home=tmp_path)
    assert ended.returncode == 2
    assert f"{tmp_path / 'nowhere'}:1:1: There is no such folder" in ended.stderr


def test_malformed_lesson_is_told_and_the_others_served(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    (lessons / "good.yaml").write_text("title: The good one\nsummary: Works.\nsteps:\n  - text: Prose.\n")
    (lessons / "bad.yaml").write_text("title: The bad one\nsumary: Does not.\nsteps:\n  - text: Prose.\n")
    with serving(tmp_path, "--lessons", str(lessons)) as (_, address, _):
        page = get(address)
        assert "The good one" in page
        assert "The bad one" not in page


def test_strangers_need_a_secret_key(tmp_path: Path) -> None:
    ended = savepoint("serve", "--port", "0", "--host", "0.0.0.0", home=tmp_path, SAVEPOINT_SECRET_KEY="")
    assert ended.returncode == 2
    assert "SAVEPOINT_SECRET_KEY is not set" in ended.stderr


def test_generated_key_is_kept_and_private(tmp_path: Path) -> None:
    with serving(tmp_path):
        first = (tmp_path / "secret-key").read_text()
        assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    with serving(tmp_path):
        assert (tmp_path / "secret-key").read_text() == first


@pytest.mark.parametrize("port", ["http", "99999"])
def test_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    ended = savepoint("serve", "--port", port, home=tmp_path)
    assert ended.returncode == 2
    assert port in ended.stderr
    assert "Traceback" not in ended.stderr


def test_release_stops_where_migrating_fails(tmp_path: Path) -> None:
    (tmp_path / "savepoint.sqlite3").write_bytes(b"this is no database" * 100)
    ended = savepoint("db", "upgrade", home=tmp_path)
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


def test_without_seccomp_strangers_are_not_served(tmp_path: Path) -> None:
    command = [sys.executable, str(WITHOUT_SECCOMP), "serve", "--port", "0", "--host", "0.0.0.0"]
    environ = os.environ | {"SAVEPOINT_HOME": str(tmp_path), "SAVEPOINT_SECRET_KEY": "a key"}
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "seccomp" in ended.stderr
    assert "loopback" in ended.stderr


def test_without_seccomp_loopback_is_served_with_a_warning(tmp_path: Path) -> None:
    with serving(tmp_path, command=[sys.executable, str(WITHOUT_SECCOMP)]) as (_, address, printed):
        assert "run only code you trust" in printed
        assert "Savepoint" in get(address)
