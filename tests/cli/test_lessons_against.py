import subprocess
from pathlib import Path

import pytest

from tests.cli.lessons import GOOD
from tests.cli.running import called
from webapp.cli.lessons.revision import RevisionError, ids_at


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a repository with two lessons, as of its tag `v1`."""
    folder = tmp_path / "a course"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(GOOD.replace("exercise: two", f"exercise: ex-{name}"))
    (folder / "glossary.yaml").write_text("terms: [{term: moon, means: It goes around.}]")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "First")
    git(tmp_path, "tag", "v1")
    return folder


def test_ids_of_a_revision_are_those_of_its_files(folder: Path) -> None:
    (folder / "two.yaml").unlink()
    assert ids_at("v1", [folder]) == {folder / "one.yaml": {"ex-one"}, folder / "two.yaml": {"ex-two"}}


def test_lost_id_fails_the_check_of_its_own_file_only(folder: Path) -> None:
    one, two = folder / "one.yaml", folder / "two.yaml"
    one.write_text(one.read_text().replace("ex-one", "renamed"))
    two.write_text(two.read_text().replace("ex-two", "renamed-too") + "retired: [ex-two]\n")
    ended = called("lessons", "check", "--against", "v1", str(folder))
    assert ended.returncode == 1
    (told,) = ended.stdout.splitlines()
    assert told.startswith(f"{one}:1:1: The id `ex-one`, which this lesson had in v1, is gone")
    assert called("lessons", "check", "--against", "v1", str(two)).returncode == 0


@pytest.mark.parametrize("revision", ["v2", "--output=x", ""], ids=["unknown", "option", "nothing"])
def test_revision_that_is_none_is_told(folder: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match="there is no such revision"):
        ids_at(revision, [folder])


def test_folder_outside_a_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(RevisionError, match="not a git repository"):
        ids_at("v1", [tmp_path])


def test_machine_without_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="needs git"):
        ids_at("v1", [tmp_path])
