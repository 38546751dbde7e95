"""A lesson's Markdown as HTML, its fenced code highlighted by Pygments' classes."""

from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonConsoleLexer, PythonLexer, PythonTracebackLexer
from pygments.lexers.sql import SqlLexer

LEXERS = {
    "py": PythonLexer,
    "python": PythonLexer,
    "pycon": PythonConsoleLexer,
    "pytb": PythonTracebackLexer,
    "sql": SqlLexer,
}


def fenced(code: str, language: str, _attributes: str) -> str:
    lexer = LEXERS.get(language.lower())
    inner = highlight(code, lexer(stripnl=False), HtmlFormatter(nowrap=True)) if lexer else escape(code)
    name = f' class="language-{escape(language)}"' if language else ""
    return f'<pre class="highlight"><code{name}>{inner}</code></pre>\n'


# Raw HTML stays off: a lesson is text, whoever wrote it. The parser also drops javascript: links.
MARKDOWN = MarkdownIt("commonmark", {"html": False, "highlight": fenced}).enable(["table", "strikethrough"])


@lru_cache(maxsize=1024)
def render(text: str) -> str:
    """HTML of the Markdown: block elements, safe to put into a page as it is."""
    return str(MARKDOWN.render(text))
