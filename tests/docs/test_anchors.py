"""Links into SQLAlchemy's documentation lead to a place that is there."""

from pkgutil import resolve_name

import pytest
import sqlalchemy

from tests.docs.anchors import LIST, OBJECT, linked, listed

ANCHORS = listed()


def leads_somewhere(page: str, anchor: str) -> bool:
    """Of an object's anchor: that the installed SQLAlchemy has the object, and the documentation the page."""
    if not anchor.startswith(OBJECT):
        return anchor in ANCHORS.get(page, set())
    try:
        resolve_name(anchor)
    except (ImportError, AttributeError):
        return False
    return page in ANCHORS


def test_links_lead_somewhere() -> None:
    links = [(where, page, anchor) for where, page, anchor in linked() if page or anchor]
    assert len(links) > 300
    assert [link for link in links if not leads_somewhere(*link[1:])] == []


@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        ("orm/session_basics.html", "flashing"),
        ("orm/session_basic.html", ""),
        ("orm/session_api.html", "sqlalchemy.orm.Session.flash"),
        ("errors.html", "error-zzzz"),
    ],
)
def test_link_to_nothing_is_told(page: str, anchor: str) -> None:
    assert not leads_somewhere(page, anchor)


def test_list_is_of_the_installed_release() -> None:
    release = ".".join(sqlalchemy.__version__.split(".")[:2])
    assert f"sqlalchemy-{release}." in LIST.read_text(encoding="utf-8").splitlines()[0]
