"""Errors that can be looked up: each message is recognised, each has its words and a place that teaches it."""

import re
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.orm import exc as orm_exc

from tests.course import shipped_course
from webapp.explained import reference
from webapp.explained.errors import KNOWN
from webapp.explained.reference import ErrorPage
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.kinds import names_of

PAGES = reference.pages()
OF_MESSAGES = [page for page in PAGES.values() if not page.is_class]
BASES = reference.bases()


def lineage(name: str) -> tuple[str, ...]:
    return (name, *BASES.get(name, ()))


def first_that_fits(type_name: str, message: str) -> str:
    return next(
        each["id"]
        for each in reference.patterns()
        if each["type"] in lineage(type_name) and re.search(each["pattern"], message, re.DOTALL)
    )


def test_every_known_error_has_a_page_and_every_page_an_error() -> None:
    assert {known.id for known in KNOWN} == {page.id for page in OF_MESSAGES}


@pytest.mark.parametrize("page", OF_MESSAGES, ids=lambda page: page.id)
def test_message_leads_to_its_page(page: ErrorPage) -> None:
    assert first_that_fits(page.type, page.sample) == page.id


ELSEWHERE = """
IntegrityError | duplicate key value violates unique constraint "users_email_key" | unique-constraint
IntegrityError | (pymysql.err.IntegrityError) (1062, "Duplicate entry 'a' for key 'b'") | unique-constraint
IntegrityError | null value in column "a" of relation "b" violates not-null constraint | not-null-constraint
IntegrityError | insert or update on table "a" violates foreign key constraint "b" | foreign-key-constraint
ProgrammingError | (psycopg2.errors.UndefinedTable) relation "users" does not exist | no-such-table
ProgrammingError | (psycopg2.errors.UndefinedColumn) column users.nick does not exist | no-such-column
OperationalError | (pymysql.err.OperationalError) (2006, 'MySQL server has gone away') | connection-lost
OperationalError | (sqlite3.OperationalError) unable to open database file | cannot-connect
InvalidRequestError | A message that nobody has ever seen |
"""


@pytest.mark.parametrize("case", ELSEWHERE.strip().splitlines())
def test_other_databases_words_are_known(case: str) -> None:
    type_name, message, expected = (part.strip() for part in case.split("|"))
    found = [
        each["id"]
        for each in reference.patterns()
        if each["type"] in lineage(type_name) and re.search(each["pattern"], message, re.DOTALL)
    ]
    assert next(iter(found), "") == expected


def test_sentences_name_nobodys_line_and_are_no_longer_than_two() -> None:
    for page in PAGES.values():
        assert all(text[0].isupper() or text[0] == "`" for text in page.says), page
        assert all(text.endswith(".") for text in page.says), page
        assert not any(re.search(r"this line|line \d", text) for text in page.says), page
        assert not any("``" in text or "{line}" in text for text in page.says), page


@pytest.fixture(scope="module")
def course() -> Catalogue:
    return shipped_course()


def test_every_place_that_teaches_is_in_the_course(course: Catalogue) -> None:
    steps = {lesson.id: {name for step in lesson.steps for name in names_of(step)} for lesson in course.lessons}
    missing = [
        (page.id, page.teaches)
        for page in OF_MESSAGES
        if page.teaches and page.teaches.partition("#")[2] not in steps.get(page.teaches.partition("#")[0], set())
    ]
    assert missing == []


def test_base_classes_are_sqlalchemys() -> None:
    for name, bases in BASES.items():
        cls = getattr(orm_exc, name, None) or getattr(exc, name)
        told = tuple(each.__name__ for each in cls.__mro__[1:] if issubclass(each, Exception) and each is not Exception)
        assert tuple(each for each in told if each != "HasDescriptionCode") == bases, name


def test_every_code_that_sqlalchemy_tells_has_an_explanation() -> None:
    source = "\n".join(path.read_text() for path in Path(sqlalchemy.__file__).parent.rglob("*.py"))
    told = set(re.findall(r"""\bcode(?:: str)? ?= ?["']([a-z0-9]{4,5})["']""", source))
    assert told - set(reference.codes()) == set()
    assert {"bhk3", "7s2a", "3o7r", "isce", "dbapi"} <= told


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bhk3", "bhk3"),
        ("  BHK3 ", "bhk3"),
        ("https://sqlalche.me/e/20/bhk3", "bhk3"),
        ("(Background on this error at: https://sqlalche.me/e/14/7s2a", "7s2a"),
        ("sqlalche.me/e/dbapi/", "dbapi"),
        ("zzzz", ""),
        ("DetachedInstanceError", ""),
        ("", ""),
    ],
)
def test_code_is_read_alone_and_from_its_address(typed: str, code: str) -> None:
    assert reference.code_in(typed) == code
