"""The key that signs cookies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import called
from tests.cli.serving import serving

MAKE = "from webapp.cli.secret import secret_key; from webapp.config import Settings; "
PRINT = "print(secret_key(Settings.from_environment()))"


def made(home: Path, code: str = MAKE + PRINT) -> subprocess.Popen[str]:
    environ = os.environ | {"SAVEPOINT_HOME": str(home), "SAVEPOINT_SECRET_KEY": ""}
    return subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=subprocess.PIPE, text=True)


def key_of(process: subprocess.Popen[str]) -> str:
    key = process.communicate(timeout=60)[0].strip()
    assert process.returncode == 0
    assert len(key) == 64
    return key


def test_strangers_need_a_key(tmp_path: Path) -> None:
    ended = called("serve", "--port", "0", "--host", "0.0.0.0", home=tmp_path, SAVEPOINT_SECRET_KEY="")
    assert ended.returncode == 2
    assert "SAVEPOINT_SECRET_KEY is not set" in ended.stderr


@pytest.mark.parametrize("key", ["x" * 31, f"{'x' * 64},changeme"], ids=["signs", "is good too"])
def test_key_that_can_be_guessed_is_refused_and_not_told(tmp_path: Path, key: str) -> None:
    ended = called("serve", "--port", "0", home=tmp_path, SAVEPOINT_SECRET_KEY=key)
    assert ended.returncode == 2
    assert f"a key of {len(key.split(',')[-1])} characters" in ended.stderr
    assert "secrets.token_hex(32)" in ended.stderr
    assert not any(each in ended.stderr for each in key.split(","))


def test_generated_key_is_kept_and_private(tmp_path: Path) -> None:
    with serving(tmp_path, environ={"SAVEPOINT_SECRET_KEY": ""}):
        first = (tmp_path / "secret-key").read_text()
        assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert key_of(made(tmp_path)) == first
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("secret")] == ["secret-key"]


def test_servers_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    gate = tmp_path / "gate"
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.001)\n"
    processes = [made(home, f"{MAKE}\n{wait}{PRINT}") for _ in range(6)]
    gate.touch()
    assert len({key_of(process) for process in processes}) == 1


def test_leftovers_of_one_that_was_killed_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    leftover = "import os, pathlib; pathlib.Path(os.environ['SAVEPOINT_HOME'], f'secret-key.{os.getpid()}').touch(); "
    key = key_of(made(tmp_path, leftover + MAKE + PRINT))
    assert key_of(made(tmp_path)) == key


def test_file_system_without_hard_links_will_do(tmp_path: Path) -> None:
    forbid = (
        "import errno, pyseccomp as s; rules = s.SyscallFilter(s.ALLOW); "
        "[rules.add_rule(s.ERRNO(errno.EPERM), name) for name in ('link', 'linkat')]; rules.load(); "
    )
    assert key_of(made(tmp_path, forbid + MAKE + PRINT)) == (tmp_path / "secret-key").read_text()


@pytest.mark.parametrize("wrong", ["folder", "bytes"])
def test_key_that_cannot_be_read_is_told(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "secret-key"
    path.mkdir() if wrong == "folder" else path.write_bytes(b"\xff\xfe")
    ended = called("serve", "--port", "0", home=tmp_path, SAVEPOINT_SECRET_KEY="")
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"savepoint: The key in {path} cannot be read")
    assert ended.stderr.count("\n") == 1
