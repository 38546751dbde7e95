import re
from pathlib import Path

import pytest

from webapp.web.assets import FOLDER
from webapp.web.slim import slim

OURS = [path for folder in ("js", "css") for path in sorted((FOLDER / folder).iterdir())]


def test_lines_of_comment_become_empty_and_code_stays() -> None:
    source = "// why\n/**\n * @type {x}\n */\n  const a = /** @type {x} */ (1) // one\n/** @type {y} */\nlet b = '//'\n"
    assert slim(source) == "\n\n\n\nconst a = /** @type {x} */ (1) // one\n\nlet b = '//'\n"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_only_comment_is_left_out_and_every_line_keeps_its_number(path: Path) -> None:
    before, after = path.read_text().split("\n"), slim(path.read_text()).split("\n")
    assert len(before) == len(after)
    gone = [line.strip() for line, left in zip(before, after, strict=True) if line.strip() != left]
    assert [line for line in gone if line and not re.match(r"//|/\*|\*", line) and path.suffix == ".js"] == []
    # In a text over several lines, indentation would count, and a line could hold what only looks like a comment.
    held = re.findall(r"`[^`]*`", "\n".join(after)) if path.suffix == ".js" else []
    assert [text for text in held if "\n" in text] == []
