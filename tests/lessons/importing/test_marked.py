from pathlib import Path

import pytest

from tests.lessons.importing.reading import in_short
from webapp.lessons.importing.marked import marked
from webapp.lessons.importing.parts import Document


def md(text: str) -> Document:
    return marked(Path("doc.md"), text)


BLOCKS = {
    "prose as it is": ("*a* `b`\n\n> c\n", [("prose", "*a* `b`"), ("prose", "> c")]),
    "heading below the title": ("## A\n\n# B\n", [("prose", "## A"), ("prose", "## B")]),
    "python runs": ("```python\nx = 1\n```\n", [("code", "x = 1\n")]),
    "prompts run": ("```pycon\n>>> 1\n1\n```\n", [("code", "1\n")]),
    "prompts run where no language is named": ("~~~\n>>> 1\n1\n~~~\n", [("code", "1\n")]),
    "prompts that are not fenced": (">>> 1\n1\n\nb\n", [("code", "1\n"), ("prose", "b")]),
    "indented prompts": ("a\n\n    >>> 1\n    1\n", [("prose", "a"), ("code", "1\n")]),
    "another language": ("```sql\nSELECT 1\n```\n", [("fragment", "sql", "SELECT 1")]),
    "MyST": ("```{code-block} python\n:linenos:\n\nx = 1\n```\n", [("code", "x = 1\n")]),
    "comment": ("<!-- no -->\n\na\n", [("prose", "a")]),
    "links that lead out": (
        "[Mars][m] [m] [a](http://a.example 'A')\n\nx\n\n[m]: https://mars.example\n",
        [
            ("prose", "[Mars](https://mars.example) [m](https://mars.example) [a](http://a.example 'A')"),
            ("prose", "x"),
        ],
    ),
    "links to neighbours": (
        "[a](other.md) [b](#place) [c][] `[d](e)` [f](http://[) [g]\n\n[c]: up/c.md\n",
        [("prose", "a b c `[d](e)` f [g]")],
    ),
    "fence that is never closed": ("```python\nx = 1\n", [("code", "x = 1\n")]),
}


@pytest.mark.parametrize(("text", "wanted"), BLOCKS.values(), ids=BLOCKS.keys())
def test_block_becomes_parts(text: str, wanted: list[tuple[str, ...]]) -> None:
    read = md(f"---\ntags: [x]\n---\n\nTitle\n=====\n\n{text}")
    assert (read.title, in_short(read)) == ("Title", wanted)


def test_what_is_left_out_is_told_with_its_line() -> None:
    read = md("# T\n\n![A moon](io.png)\n\n<div>x</div>\n\n* a\n\n  ```python\n  x\n  ```\n")
    assert in_short(read) == [("prose", "A moon"), ("prose", "* a\n\n  ```python\n  x\n  ```")]
    assert [str(problem) for problem in read.problems] == [
        "doc.md:3:1: A picture is left out: lessons have none.",
        "doc.md:5:1: HTML is left out: lessons have none.",
        "doc.md:7:1: Code in a list is shown, not run; put it after the list.",
    ]
