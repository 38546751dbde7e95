"""What stands first for what students look for, in the course as it ships."""

import pytest

from tests.course import shipped_course
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.search.documents import LESSON
from webapp.lessons.search.index import Found
from webapp.lessons.search.order import MOST_AT_ONCE
from webapp.web.search import Searcher
from webapp.web.search_errors import error_in

TAUGHT = {
    "flush": ["adding", "adding#example-1", "unit-of-work"],
    "session.commit": ["transactions#example-2", "transactions"],
    "lazy load": ["lazy-loading", "lazy-loading#example-1"],
    "n+1": ["lazy-loading", "lazy-loading#step-the-whole-crew"],
    "expire": ["expiring", "expiring#example-4"],
    "savepoint": ["savepoints", "savepoints#example-1"],
    "identity map": ["identity-map", "identity-map#example-1"],
    "rollback": ["rolling-back", "rolling-back#example-1"],
    "autoflush": ["autoflush", "autoflush#example-1"],
    "merge": ["coming-back"],
    "detached": ["detached", "detached#example-2"],
    "begin_nested": ["savepoints"],
}
"""Where a lesson teaches it. The first three are of lessons, and begin with these."""

ERRORS = {
    "DetachedInstanceError": "lazy-load-detached",
    "sqlalchemy.orm.exc.DetachedInstanceError": "lazy-load-detached",
    "bhk3": "lazy-load-detached",
    "https://sqlalche.me/e/20/lkrp": "identity-map-gone",
    "integrityerror": "unique-constraint",
    "NoResultFound": "no-result",
    "UNIQUE constraint failed": "unique-constraint",
    "is not bound to a Session; lazy load operation": "lazy-load-detached",
    "rolled back due to a previous exception": "pending-rollback",
}


@pytest.fixture(scope="module")
def course() -> Catalogue:
    return shipped_course()


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher()


def place(found: Found) -> str:
    return "#".join(filter(None, (found.document.page, found.document.anchor)))


@pytest.mark.parametrize("question", TAUGHT)
def test_lesson_that_teaches_it_stands_first(searcher: Searcher, course: Catalogue, question: str) -> None:
    found = searcher.find(course, question)
    expected = TAUGHT[question]
    assert [place(each) for each in found[: len(expected)]] == expected
    assert all(each.document.kind in LESSON for each in found[:3])


@pytest.mark.parametrize("question", ERRORS)
def test_error_that_is_asked_for_stands_first(searcher: Searcher, course: Catalogue, question: str) -> None:
    assert error_in(question)
    first = searcher.find(course, question)[0].document
    assert (first.kind, first.page) == ("error", ERRORS[question])


@pytest.mark.parametrize("question", [*TAUGHT, "error", "session", "warning", "the transaction", "rolled back"])
def test_word_of_a_lesson_is_no_error(question: str) -> None:
    assert not error_in(question)


def test_meaning_follows_the_lessons_and_errors_the_meaning_all_on_one_page(
    searcher: Searcher, course: Catalogue
) -> None:
    kinds = [
        "lesson" if each.document.kind in LESSON else each.document.kind for each in searcher.find(course, "flush")
    ]
    shown = list(dict.fromkeys(kinds))
    assert shown == ["lesson", "term", "error"]
    assert kinds.index("term") == MOST_AT_ONCE
    term = searcher.find(course, "flush")[MOST_AT_ONCE].document
    assert term.title == "flush"


def test_place_is_shown_once(searcher: Searcher, course: Catalogue) -> None:
    places = [(each.document.kind in LESSON, place(each)) for each in searcher.find(course, "commit") if place(each)]
    assert len(places) == len(set(places)) > 40
