"""What the guide for instructors shows of an import is what comes of it."""

import re
from pathlib import Path

from tests.cli.running import called

GUIDE = Path(__file__).parents[2] / "webapp" / "docs" / "writing-lessons.md"
SECTION = GUIDE.read_text(encoding="utf-8").partition("## Importing a document\n")[2].partition("\n## ")[0]


def test_document_of_the_guide_becomes_the_lesson_of_the_guide(tmp_path: Path) -> None:
    (document,) = re.findall(r"^```rst\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
    (wanted,) = re.findall(r"^```yml\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
    (tmp_path / "phobos-and-deimos.rst").write_text(document)
    ended = called("lessons", "import", str(tmp_path / "phobos-and-deimos.rst"), "--to", str(tmp_path / "mine"))
    assert ended.returncode == 0
    _, _, written = (tmp_path / "mine" / "phobos-and-deimos.yaml").read_text().partition("\n")
    assert written == wanted
