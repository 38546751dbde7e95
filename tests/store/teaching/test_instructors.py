"""Who may see how a course goes, and since when no more."""

import pytest

from webapp.store import Store
from webapp.store.errors import NameTakenError


def test_login_link_stands_for_its_instructor_alone(store: Store) -> None:
    ada, grace = store.teaching.add_instructor("Ada"), store.teaching.add_instructor("Grace")
    found = store.teaching.log_in(ada)
    assert found is not None
    assert found.name == "Ada"
    assert store.teaching.instructor(found.id, found.key) == found
    other = store.teaching.log_in(grace)
    assert other is not None
    assert store.teaching.instructor(other.id, found.key) is None
    assert store.teaching.log_in("guessed") is None
    assert store.teaching.log_in("") is None
    assert [each.name for each in store.teaching.instructors()] == ["Ada", "Grace"]


def test_revoked_instructor_is_none_at_once_until_a_new_link(store: Store) -> None:
    token = store.teaching.add_instructor("Ada")
    found = store.teaching.log_in(token)
    assert found is not None
    assert store.teaching.revoke_instructor("Ada")
    assert not store.teaching.revoke_instructor("Ada")
    assert store.teaching.log_in(token) is None
    assert store.teaching.instructor(found.id, found.key) is None
    new = store.teaching.renew_instructor("Ada")
    assert new is not None
    again = store.teaching.log_in(new)
    assert again is not None
    assert again.id == found.id
    assert store.teaching.instructor(found.id, found.key) is None, "the old login is over"
    assert store.teaching.renew_instructor("nobody") is None
    assert not store.teaching.revoke_instructor("nobody")


def test_name_is_given_once(store: Store) -> None:
    store.teaching.add_instructor("Ada")
    with pytest.raises(NameTakenError):
        store.teaching.add_instructor("Ada")
