import pytest

from webapp.lessons.markdown import render


def test_python_fence_is_coloured_by_classes() -> None:
    html = render("```python\nwith Session(engine) as session: ...\n```\n")
    assert html.startswith('<pre class="highlight"><code class="language-python"><span class="k">with</span>')
    assert "style=" not in html


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        pytest.param("```sql\nSELECT 1\n```", '<span class="k">SELECT</span>', id="sql"),
        pytest.param("```pycon\n>>> 1\n```", '<span class="gp">&gt;&gt;&gt; </span>', id="console"),
        pytest.param("```\n<b>\n```", '<pre class="highlight"><code>&lt;b&gt;', id="no language"),
        pytest.param('```"><script>\nx\n```', 'class="language-&quot;&gt;&lt;script&gt;"', id="hostile language"),
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |", "<table>", id="table"),
        pytest.param("`session.commit()`", "<code>session.commit()</code>", id="code"),
    ],
)
def test_markdown_becomes_html(text: str, piece: str) -> None:
    assert piece in render(text)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))"],
    ids=["script", "handler", "link"],
)
def test_raw_html_and_script_links_stay_text(text: str) -> None:
    html = render(text)
    assert not any(tag in html for tag in ("<script", "<img", "<a "))
