"""Links to go on at another device."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from webapp.store import Store


def digests(url: str) -> list[str]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT digest FROM resume_links")))


def test_link_leads_to_its_visitor_and_its_token_is_not_kept(store: Store, visitor: str, url: str) -> None:
    token = store.make_resume_link(visitor)
    assert len(token) == 32  # 192 bits
    assert digests(url) == [hashlib.sha256(token.encode()).hexdigest()]
    assert store.resume(token) == visitor
    kept = store.kept(visitor)
    assert kept is not None
    assert kept.link is not None
    assert kept.link.used is not None


def test_token_that_is_none_leads_nowhere(store: Store, visitor: str) -> None:
    token = store.make_resume_link(visitor)
    for wrong in ("", token[:-1], token.swapcase(), "\udcff", "x" * 10_000):
        assert store.resume(wrong) is None


def test_new_link_revokes_the_one_before(store: Store, visitor: str) -> None:
    first = store.make_resume_link(visitor)
    second = store.make_resume_link(visitor)
    assert store.resume(first) is None
    assert store.resume(second) == visitor


def test_revoked_link_leads_nowhere(store: Store, visitor: str) -> None:
    token = store.make_resume_link(visitor)
    assert store.revoke_resume_link(visitor)
    assert not store.revoke_resume_link(visitor)
    assert store.resume(token) is None


def test_of_links_made_at_once_one_is_good(store: Store, visitor: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        tokens = list(pool.map(lambda _: store.make_resume_link(visitor), range(8)))
    assert [store.resume(token) for token in tokens].count(visitor) == 1


def test_link_of_a_forgotten_visitor_leads_nowhere(store: Store, visitor: str) -> None:
    token = store.make_resume_link(visitor)
    store.forget(visitor)
    assert store.resume(token) is None
