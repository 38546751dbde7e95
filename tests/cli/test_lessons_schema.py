from pathlib import Path

from click.testing import CliRunner

from webapp.cli.lessons import lessons
from webapp.lessons.json_schema import FILE, FIRST_LINE, json_schema


def test_schema_is_printed() -> None:
    ended = CliRunner().invoke(lessons, ["schema"])
    assert (ended.exit_code, ended.output) == (0, json_schema())


def test_schema_is_written_beside_the_lessons(tmp_path: Path) -> None:
    ended = CliRunner().invoke(lessons, ["schema", str(tmp_path)])
    assert ended.exit_code == 0
    assert FIRST_LINE in ended.output
    assert (tmp_path / FILE).read_text(encoding="utf-8") == json_schema()


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    ended = CliRunner().invoke(lessons, ["schema", str(tmp_path)])
    assert ended.exit_code == 1
    assert ended.output == f"Error: {tmp_path / FILE} cannot be written: Is a directory.\n"
