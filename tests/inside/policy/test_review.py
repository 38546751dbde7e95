"""What a review gives: every violation of a snippet, in order, with its place and what to write instead."""

from typing import Any

import pytest

from webapp.inside.policy.review import review
from webapp.observation import Violation


def first(source: str, **known: Any) -> Violation:
    return Violation.model_validate(review(source, **known).violations[0])


def test_review_of_a_clean_snippet_gives_its_tree() -> None:
    reviewed = review("x = 1\nprint(x)")
    assert reviewed.violations == []
    assert reviewed.tree is not None
    assert len(reviewed.tree.body) == 2


def test_review_gives_all_violations_in_order() -> None:
    found = review("import os\nx = eval('1')\nprint(x.__dict__, open('f'))\nimport socket").violations
    assert [(each["line"], each["column"], each["rule"]) for each in found] == [
        (1, 8, "import"),
        (2, 5, "name"),
        (3, 9, "attribute"),
        (3, 19, "name"),
        (4, 8, "import"),
    ]
    assert all(set(each) == set(Violation.model_fields) for each in found)


def test_review_gives_all_violations_of_one_statement() -> None:
    source = "open(x.__dict__, **{'__class__': eval}).format(getattr(y, '__bases__'))"
    columns = [each["column"] for each in review(source).violations]
    assert columns == [1, 8, 21, 34, 41, 59]


def test_review_counts_columns_in_characters() -> None:
    violation = first("x = 'añ🙂'; y = open")
    assert (violation.column, violation.end_column) == (16, 20)


def test_review_finds_the_attribute_at_its_name() -> None:
    violation = first("a.b(\n    1\n).__globals__")
    assert (violation.line, violation.column, violation.end_column) == (3, 3, 14)


def test_review_reads_names_as_python_normalises_them() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "dict")
    assert first(f"x.__{wide}__").message.startswith("`__dict__`")


@pytest.mark.parametrize(
    ("source", "message", "instead"),
    [
        ("open('f')", "`open` reads and writes files, and the sandbox has none.", "Keep data in a variable"),
        ("import sqlalchmey", "There is no module `sqlalchmey`", "Did you mean `sqlalchemy`?"),
        ("from sqlalchemy.orm import sesionmaker", "hands out no `sesionmaker`", "Did you mean `sessionmaker`?"),
        ("from sqlalchemy.orm.mapper import Mapper", "There is no module", "from sqlalchemy.orm import Mapper"),
        ("import uuid\nuuid.uuid1()", "network address", "uuid.uuid4()"),
        ("class Meta(type): pass", "A metaclass decides", "__init_subclass__"),
        ("from sqlalchemy import Session", "hands out no `Session`", "from sqlalchemy.orm import Session"),
        ("create_engine('sqlite:///x.db')", "is a database in a file", "sqlite:///:memory:"),
        ("create_engine('sqlite://', ecko=True)", "takes no `ecko`", "Did you mean `echo`?"),
        ("u.__dict__", "object's own dictionary", "inspect(obj).dict"),
        ("import logging", "writes to places of its own", "echo=True"),
        ("async def f(): pass", "event loop", "plain `Session`"),
        ("event.listen(Session, 'after_comit', f)", "no event `after_comit`", "Did you mean `after_commit`?"),
    ],
    ids=lambda value: value[:30],
)
def test_message_says_what_why_and_what_instead(source: str, message: str, instead: str) -> None:
    violation = first(source)
    assert message in violation.message
    assert instead in violation.instead


def test_data_module_may_be_imported() -> None:
    assert review("import crew\nfrom crew import NAMES", modules=["crew"]).violations == []
    assert first("import crew").rule == "import"
    assert "private" in first("from crew import _hidden", modules=["crew"]).message


def test_name_of_an_earlier_snippet_is_ones_own() -> None:
    assert review("print(credits, license)", names=["credits", "license"]).violations == []
    assert first("print(credits)").rule == "name"


def test_syntax_error_shows_where() -> None:
    violation = first("x = 1\ndef f(:\n    return")
    assert (violation.rule, violation.line, violation.column) == ("syntax", 2, 7)
    assert violation.message == "SyntaxError: invalid syntax"


def test_indentation_error_is_named() -> None:
    violation = first("if x:\nprint(1)")
    assert violation.message.startswith("IndentationError: expected an indented block")


LOOK_ALIKES = {
    "dash": ("x = 3 \u2013 1", "Type - for minus"),
    "non-breaking space": ("x = 3\u00a0+ 1", "Type an ordinary space"),
    "invisible character": ("\u200bx = 3", "Delete it"),
    "ellipsis": ("def f(): \u2026", "three dots"),
    "string that a typographic quote was to end": ('print("a\u201d)', "ends no string"),
}


@pytest.mark.parametrize(("source", "advice"), LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_sign_that_looks_like_another_is_explained(source: str, advice: str) -> None:
    assert advice in first(source).instead


@pytest.mark.parametrize("quote", ["\u2018a\u2019", "\u201ca\u201d", "\u201ea\u201c", "\u00aba\u00bb"])
def test_typographic_quote_is_explained(quote: str) -> None:
    assert "typographic quote" in first(f"print({quote})").instead


def test_nul_character_is_shown() -> None:
    violation = first("print(1)\nprint(2)\0print(3)")
    assert (violation.rule, violation.line, violation.column) == ("syntax", 2, 9)
    assert "NUL" in violation.message


def test_lone_surrogate_is_shown() -> None:
    violation = first("x = '\ud800'")
    assert (violation.rule, violation.line, violation.column) == ("syntax", 1, 6)
    assert "U+D800" in violation.message
    violation.message.encode()


@pytest.mark.parametrize(
    "source",
    [
        "(" * 100_000 + ")" * 100_000,
        "x = " + "-" * 16_000 + "1",
        "x = " + "not " * 4_000 + "1",
        "x = " + "+".join(["1"] * 8_000),
        "x" + ".a" * 8_000,
        "x" + "()" * 8_000,
        "lambda: " * 2_000 + "1",
        "if 1:\n" + "".join("elif 1:\n pass\n" for _ in range(1)) + "x",
        "\n".join(" " * depth + "if 1:" for depth in range(150)),
        "9" * 5_000,
    ],
    ids=["brackets", "minus", "not", "sum", "dots", "calls", "lambdas", "elif", "indents", "digits"],
)
def test_deep_or_odd_source_is_a_violation_and_no_crash(source: str) -> None:
    assert first(source).rule == "syntax"


def test_long_but_ordinary_nesting_is_accepted() -> None:
    assert review("x = " + "+".join(["1"] * 200)).violations == []
    assert review("if x == 0: pass\n" + "".join(f"elif x == {n}: pass\n" for n in range(200))).violations == []


def test_invalid_escape_warns_nobody() -> None:
    assert review(r"x = '\d'").violations == []


def test_carriage_returns_end_lines() -> None:
    violation = first("x = 1\r\ny = 'é' or open")
    assert (violation.line, violation.column) == (2, 12)
