from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.lessons import GOOD
from webapp.cli.lessons import lessons
from webapp.cli.lessons.recording import record
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.launch import Launched

WRONG = GOOD.replace("      1\n", "      7   # as it was\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    path.chmod(0o640)
    return path


def test_what_is_computed_is_shown_written_and_proven(path: Path) -> None:
    ended = CliRunner().invoke(lessons, ["check", "--record", str(path)], input="y\n")
    assert ended.exit_code == 0
    assert "-      7   # as it was\n+      1\n" in ended.output
    assert f"Write this into {path}? [y/N]: y\n" in ended.output
    assert path.read_bytes() == b"\xef\xbb\xbf" + GOOD.encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_written_where_it_is_not_agreed(
    path: Path, sandboxes: Launched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.confirm", lambda _question: False)
    before = path.read_bytes()
    assert not record(Catalogue.load(path.parent).lessons, sandboxes.sandboxes, ask=True)
    assert path.read_bytes() == before


def test_nothing_to_record_is_said(path: Path, sandboxes: Launched, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text(GOOD)
    assert not record(Catalogue.load(path.parent).lessons, sandboxes.sandboxes, ask=True)
    assert capsys.readouterr().out.startswith("Nothing to record: ")


def test_file_that_cannot_be_changed_alone_is_told(
    path: Path, sandboxes: Launched, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "title: T\nsummary: S\nsteps: [{example: '1'}]\n"
    path.write_text(text)
    assert not record(Catalogue.load(path.parent).lessons, sandboxes.sandboxes, ask=False)
    assert capsys.readouterr().err == f"{path}:1:1: There is no place for `shows` here; write it by hand.\n"
    assert path.read_text() == text
