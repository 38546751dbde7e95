"""Terms in prose are linked to the glossary: once, and nowhere else."""

from pathlib import Path

import pytest

from tests.lessons.reference.writing import folder_of, told
from tests.lessons.writing import SMALLEST
from webapp.lessons.reference.beside import Beside
from webapp.lessons.reference.linking import linked

GLOSSARY = """\
terms:
  - term: flush
    forms: [flushes]
    means: Sends what is noted.
    lesson: smallest
  - term: unit of work
    means: Sends it in order.
  - term: work
    means: What is done.
  - term: row
    means: An entry.
    linked: false
"""


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    catalogue = folder_of(tmp_path, glossary=GLOSSARY, smallest=SMALLEST)
    assert told(catalogue) == []
    return catalogue.beside


def link(anchor: str, word: str) -> str:
    return f'<a class="term" href="/glossary#{anchor}" aria-describedby="term-{anchor}" data-term="{anchor}">{word}</a>'


def test_first_occurrence_in_a_lesson_is_linked(beside: Beside) -> None:
    found = linked(("It *flushes*, a flush.", "", "Another flush."), beside)
    assert found.html == (f"<p>It <em>{link('flush', 'flushes')}</em>, a flush.</p>\n", "", "<p>Another flush.</p>\n")
    assert [term.term for term in found.terms] == ["flush"]


def test_longer_term_goes_before_the_one_within(beside: Beside) -> None:
    assert linked(("A Unit of Work.",), beside).html == (f"<p>A {link('unit-of-work', 'Unit of Work')}.</p>\n",)


@pytest.mark.parametrize(
    "text",
    ["`flush`", "```\nflush\n```", "## flush", "[flush](setup)", "reflush flusher auto-flush flush_all", "row", "<b>"],
    ids=["code", "block of code", "heading", "link", "other words", "not to be linked", "no term"],
)
def test_nothing_else_is_linked(beside: Beside, text: str) -> None:
    found = linked((text,), beside)
    assert 'class="term"' not in found.html[0]
    assert found.terms == ()


def test_words_around_a_term_stay_escaped(beside: Beside) -> None:
    assert linked(("a < flush & <i>",), beside).html == (f"<p>a &lt; {link('flush', 'flush')} &amp; &lt;i&gt;</p>\n",)


def test_lesson_without_glossary_is_as_it_was() -> None:
    assert linked(("A flush.",), Beside()).html == ("<p>A flush.</p>\n",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lesson: smallest", "lesson: smalest", "There is no lesson `smalest` that shows this term."),
        ("lesson: smallest", "lesson: smallest#example-1", "The lesson `smallest` has no place `example-1`"),
        ("term: work", "term: Flushes", "The term `flushes` stands here twice."),
        ("means: An entry.", "", "`terms`"),
    ],
)
def test_term_that_is_wrong_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    problems = told(folder_of(tmp_path, glossary=GLOSSARY.replace(old, new), smallest=SMALLEST))
    assert len(problems) == 1
    assert problems[0].startswith("glossary.yaml:")
    assert message.split("`")[0] in problems[0]


@pytest.mark.parametrize(("anchor", "count"), [("flush", 0), ("", 0), ("flusch", 1)])
def test_authored_link_leads_to_a_term(tmp_path: Path, anchor: str, count: int) -> None:
    lesson = SMALLEST.replace("Prose.", f"See [it](/glossary#{anchor}).")
    problems = told(folder_of(tmp_path, glossary=GLOSSARY, smallest=lesson))
    assert len(problems) == count
    assert all("Did you mean `flush`?" in each for each in problems)
