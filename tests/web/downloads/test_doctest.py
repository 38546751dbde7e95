"""A transcript as a doctest, run on plain Python."""

from pathlib import Path

from tests.web.downloads.plain import python


def test_doctest_comes_out_as_it_was_shown(files: Path) -> None:
    done = python(files, "-m", "doctest", "transcript.txt")
    assert (done.returncode, done.stdout) == (0, "")
    text = (files / "transcript.txt").read_text()
    assert text.count("SKIP") == 1  # what was printed begins like a prompt
    assert ">>> x + 1; x + 2\n... # why not\n42\n43\n" in text
    assert "| open('/etc/passwd')\n| >>> `odd`" in text


def test_doctest_tells_of_a_difference(files: Path, tmp_path: Path) -> None:
    text = (files / "transcript.txt").read_text()
    (tmp_path / "changed.txt").write_text(text.replace("\n'Watney'\n", "\n'Lewis'\n"))
    done = python(tmp_path, "-m", "doctest", "changed.txt")
    assert done.returncode == 1
    assert "Got:\n    'Watney'\n" in done.stdout
