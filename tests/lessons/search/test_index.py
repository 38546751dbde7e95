"""Words of lessons are found: whole or begun, folded, the best place first."""

import pytest

from tests.course import shipped_course
from webapp.lessons.search.context import context, marked
from webapp.lessons.search.documents import Document, of_lessons, prose_of
from webapp.lessons.search.index import Index
from webapp.lessons.search.words import folded, words


def doc(name: str, title: str, prose: str = "") -> Document:
    return Document("text", name, "", title, ((title, 8.0), (prose, 2.0)))


SOME = Index(
    [
        doc("a", "Expiring", "After a commit values expire; see session.expire_all and expire_on_commit."),
        doc("b", "Other", "Here a value expires once. Café society."),
        doc("c", "DetachedInstanceError"),
    ]
)


def pages(question: str) -> list[str]:
    return [found.document.page for found in SOME.find(question)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("expiring", ["a"]),
        ("EXPIR", ["a", "b"]),
        ("session.expire_all", ["a"]),
        ("expire_on", ["a"]),
        ("cafe", ["b"]),
        ("CAFÉ soc", ["b"]),
        ("detachedinst", ["c"]),
        ("commit society", ["a", "b"]),  # nowhere both: what has either
        ("nothing of it", []),
        ("...", []),
        ("", []),
    ],
)
def test_question_finds_its_documents_in_order(question: str, expected: list[str]) -> None:
    assert pages(question) == expected or sorted(pages(question)) == expected


def test_folding_keeps_places() -> None:
    text = "ﬁne İstanbul CAFÉ ß"
    assert len(folded(text)) == len(text)
    for word, start, end in words("Say Session.Get_It"):
        assert folded("Say Session.Get_It")[start:end] == word


def test_context_marks_what_was_found_and_loses_nothing_between() -> None:
    found = SOME.find("society")[0]
    pieces = context(found.document, found.by)
    assert ("society", True) in pieces
    assert "".join(text for text, _ in pieces) in "Here a value expires once. Café society."
    assert marked("Café society", frozenset({"cafe"})) == (("Café", True), (" society", False))


def test_prose_is_read_without_its_markup() -> None:
    assert prose_of("Call `commit` in *time*,\nsee [there](other).\n\n```py\nx = 1\n```") == (
        "Call commit in time, see there. x = 1"
    )


@pytest.mark.parametrize(
    ("question", "lesson"),
    [
        ("savepoint", "savepoints"),
        ("autoflush", "autoflush"),
        ("identity map", "identity-map"),
        ("begin_nested", "savepoints"),
    ],
)
def test_course_is_found_by_its_subjects(question: str, lesson: str) -> None:
    found = Index(of_lessons(shipped_course().lessons)).find(question)
    assert found[0].document.page == lesson
