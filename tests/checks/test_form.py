import pytest

from tests.checks.making import check, ran, seen
from webapp.checks.each import judged
from webapp.checks.verdict import Result
from webapp.observation import Observation

PARTS = [
    ("k", "with"),
    ("", " "),
    ("n", "Session"),
    ("p", "("),
    ("n", "engine"),
    ("p", ")"),
    ("", " "),
    ("k", "as"),
    ("", " "),
    ("n", "session"),
    ("p", ":"),
    ("", "\n    "),
    ("c1", "# session.commit()"),
    ("", "\n    "),
    ("n", "session"),
    ("o", "."),
    ("n", "add"),
    ("p", "("),
    ("s2", '"rollback"'),
    ("p", ")"),
]


def answer(parts: list[tuple[str, str]]) -> Observation:
    source = "".join(text for _, text in parts)
    return ran(source=source, source_spans=[(kind, len(text)) for kind, text in parts])


def of(key: str, value: object) -> Result:
    return judged(check(**{key: value}), seen(answer(PARTS)), None)


@pytest.mark.parametrize("piece", ["with", "session . add", "as session", ["Session(", "engine"]], ids=repr)
def test_piece_that_stands_in_the_answer_is_used(piece: object) -> None:
    assert of("uses", piece).passed
    assert not of("avoids", piece).passed


@pytest.mark.parametrize("piece", ["commit", "rollback", "sess", "add(engine"], ids=repr)
def test_comments_strings_and_parts_of_names_do_not_count(piece: str) -> None:
    assert not of("uses", piece).passed
    assert of("avoids", piece).passed


def test_missing_piece_is_named() -> None:
    assert of("uses", ["with", "begin"]).says == (
        "This exercise is about `with`, `begin`: your answer does not use `begin`."
    )


def test_unwanted_piece_is_named_with_its_line() -> None:
    assert of("avoids", ["commit", "session.add"]).says == (
        "This exercise is to be done without `commit`, `session.add`: your answer has `session.add` in line 3."
    )
