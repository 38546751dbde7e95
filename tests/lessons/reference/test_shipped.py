"""What stands beside the course's lessons leads somewhere, and so does what they say of themselves."""

from tests.course import shipped_course
from webapp.lessons.review.course import reviewed


def test_course_has_nothing_to_mend() -> None:
    catalogue = shipped_course()
    found = [*catalogue.problems, *reviewed(catalogue.lessons, catalogue.ids, catalogue.beside)]
    assert [str(problem) for problem in found] == []


def test_glossary_has_the_words_of_the_course() -> None:
    terms = shipped_course().beside.terms
    assert len(terms) >= 60
    wanted = (
        "transaction flush autoflush identity-map pending detached expire lazy-loading n-1 savepoint cascade".split()
    )
    assert set(wanted) <= set(terms)
