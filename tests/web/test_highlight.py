import pytest

from webapp.web.highlight import authored, coloured, ticked


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([("k", 2), ("", 1), ("s", 1)], '<span class="k">if</span> <span class="s">&lt;</span>'),
        ([], "if &lt;"),
        ([("k", 1)], '<span class="k">i</span>f &lt;'),
        ([("k", 999)], '<span class="k">if &lt;</span>'),
        ([("k", 0), ("k", -5), ("no-such", 2)], "if &lt;"),
    ],
    ids=["end to end", "none", "too short", "too long", "nonsense"],
)
def test_spans_become_elements(spans: list[tuple[str, int]], html: str) -> None:
    assert coloured("if <", spans) == html


def test_authored_code_is_coloured_and_escaped() -> None:
    assert authored("a = 1 < b\n") == (
        'a <span class="o">=</span> <span class="mi">1</span> <span class="o">&lt;</span> b'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("use `a<b` now", "use <code>a&lt;b</code> now"),
        ("one ` only <", "one ` only &lt;"),
        ("none", "none"),
    ],
    ids=["code", "one backtick", "none"],
)
def test_backticks_become_code(text: str, html: str) -> None:
    assert ticked(text) == html
