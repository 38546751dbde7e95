"""A transcript as a script, run on plain Python."""

import re
from pathlib import Path

from tests.web.downloads.plain import python


def test_script_runs_to_its_end_and_prints_what_was_printed(files: Path) -> None:
    done = python(files, "transcript.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('Lewis two\n"lines" \\ of them\n')
    for printed in ("one\n\n  two\ttabs", "first\n    second\n>>> third\n", "n is 0\nn is 1\n", "now\n"):
        assert printed in done.stdout
    assert "never" not in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith(("ValueError", "sqlalchemy.exc."))]


def test_script_says_what_was_shown_and_what_is_left_out(files: Path) -> None:
    text = (files / "transcript.py").read_text()
    for line in (
        "#> 42",
        "#> 43",
        "#> [0, 1, 2]",
        "#> 'Watney'",
        "# open('/etc/passwd')",
        "# while True: pass",
        "# never = 1",
    ):
        assert f"\n{line}\n" in text, line
    assert text.startswith("# Crew of six: what you ran, in order.\n")
    assert re.search(r"#> [\w.]*IntegrityError: .*UNIQUE", text)
