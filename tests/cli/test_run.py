import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.processes import alive, family
from tests.cli.running import SAVEPOINT, called, savepoint
from tests.waiting import until


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    sources = {"one.py": "x = 1\nprint('one')\n", "two.py": "x + 1\n", "three.py": "open('f')\n", "four.py": "1 / 0\n"}
    for name, source in sources.items():
        (tmp_path / name).write_text(source)
    return [str(tmp_path / name) for name in sources]


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_files_share_a_visitor(files: list[str]) -> None:
    ended = savepoint("run", "--json", *files)
    assert ended.returncode == 1
    seen = lines(ended.stdout)
    assert [each["file"] for each in seen] == files
    assert [each["outcome"] for each in seen] == ["ok", "ok", "refused", "error"]
    assert [each["output"] for each in seen[:2]] == ["one\n", "2\n"]
    assert [each["explained"] for each in seen] == [None] * 4
    (violation,) = seen[2]["violations"]  # type: ignore[misc]
    assert (violation["line"], violation["column"]) == (1, 1)
    assert "open" in violation["message"]


def test_fresh_gives_each_file_a_visitor(files: list[str]) -> None:
    seen = lines(called("run", "--json", "--fresh", *files[:2]).stdout)
    assert [each["outcome"] for each in seen] == ["ok", "error"]


def test_all_ran_is_status_0(files: list[str]) -> None:
    ended = called("run", *files[:2])
    assert ended.returncode == 0
    assert ended.stdout == f"# {files[0]}\none\n# {files[1]}\n2\n"


def test_standard_input_is_a_snippet() -> None:
    ended = called("run", "-", given="print('typed')\n")
    assert (ended.returncode, ended.stdout) == (0, "typed\n")


DETACHED = """\
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
class Base(DeclarativeBase): pass
class Ship(Base):
    __tablename__ = "ships"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
ares = Ship(name="Ares")
session.add(ares)
session.commit()
session.close()
ares.name
"""


def test_error_is_explained_under_its_traceback() -> None:
    ended = called("run", "-", given=DETACHED)
    assert ended.stdout.endswith(
        "\nLine 15 reads `ares.name`, whose value has expired, and no session is left that could read it again: "
        "`ares` was detached in line 14, when its session was closed. Read it before the session ends, or keep values "
        "over a commit with `expire_on_commit=False`.\nhttps://sqlalche.me/e/21/bhk3\n"
    )


def test_lesson_gives_the_start() -> None:
    source = "from sqlalchemy import text\nwith engine.connect() as c:\n    c.execute(text('SELECT 1')).all()\n"
    ended = called("run", "--json", "--lesson", "context-managers", "-", given=source)
    (seen,) = lines(ended.stdout)
    assert seen["output"] == "[(1,)]\n"
    assert seen["sql"] == ["BEGIN (implicit)", "SELECT 1", "ROLLBACK"]


def test_refusal_is_shown_with_a_caret() -> None:
    ended = called("run", "-", given="x = open\n")
    assert ended.returncode == 1
    assert "line 1, column 5" in ended.stdout
    assert "    x = open\n        ^^^^\n" in ended.stdout


def test_without_policy_the_kernel_still_holds() -> None:
    ended = called("run", "--json", "--without-policy", "-", given="open('/etc/hostname')\n")
    (seen,) = lines(ended.stdout)
    assert seen["outcome"] == "error"
    assert "PermissionError" in str(seen["output"])


def test_snippet_beyond_the_limit_is_refused() -> None:
    (seen,) = lines(called("run", "--json", "-", given="#" * 20_000).stdout)
    assert seen["outcome"] == "refused"
    assert "16,384" in str(seen["violations"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "Missing argument"),
        (["run", "-", "/no/such/file.py"], "'/no/such/file.py' does not exist"),
        (["run", "-", "/etc"], "'/etc' is a directory"),
        (["run", "--lesson", "nowhere", "-"], "There is no lesson nowhere"),
        (["run", "--sideways", "-"], "No such option"),
        (["jump"], "No such command"),
    ],
    ids=["no file", "missing file", "folder", "unknown lesson", "unknown option", "unknown command"],
)
def test_misuse_is_status_2_and_a_sentence(arguments: list[str], told: str) -> None:
    ended = called(*arguments, given="print('run')\n")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_null_byte_and_broken_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "null.py").write_bytes(b"print(1)\0print(2)\n")
    (tmp_path / "bytes.py").write_bytes(b"x = \xff\n")
    ended = called("run", "--json", str(tmp_path / "null.py"), str(tmp_path / "bytes.py"))
    assert [each["outcome"] for each in lines(ended.stdout)] == ["refused", "refused"]


@pytest.mark.parametrize("fresh", [[], ["--fresh"]], ids=["one visitor", "fresh visitors"])
def test_more_files_than_descriptors_are_run(tmp_path: Path, fresh: list[str]) -> None:
    count = 300
    paths = [tmp_path / f"{number}.py" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"print({number})\n")
    few = ["sh", "-c", 'ulimit -Sn 128 && exec "$@"', "sh", *SAVEPOINT]
    ended = savepoint("run", "--json", *fresh, *map(str, paths), command=few)
    assert ended.returncode == 0, ended.stderr
    assert [each["output"] for each in lines(ended.stdout)] == [f"{number}\n" for number in range(count)]


def test_file_that_cannot_be_read_is_misuse(files: list[str]) -> None:
    ended = called("run", files[0], "/proc/self/mem")  # it may be opened; reading its beginning fails
    assert ended.returncode == 2
    assert "/proc/self/mem cannot be read: " in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_signal_leaves_no_process_and_no_folder(tmp_path: Path, files: list[str], number: signal.Signals) -> None:
    scratch = tmp_path / "t"
    scratch.mkdir()
    environ = os.environ | {"TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    # It runs the first file and waits for more of standard input, which nobody sends.
    command = [*SAVEPOINT, "run", files[0], "-"]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == f"# {files[0]}\n"
        below = family(process.pid)
        assert len(below) >= 4
        assert list(scratch.iterdir())
        process.send_signal(number)
        assert process.wait(30) != 0
        until(lambda: not any(map(alive, below)))
        assert list(scratch.iterdir()) == []
