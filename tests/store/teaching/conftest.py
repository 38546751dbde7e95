import pytest

from webapp.store import Store
from webapp.store.teaching.values import Instructor


def instructor_of(store: Store, name: str) -> Instructor:
    found = store.teaching.log_in(store.teaching.add_instructor(name))
    assert found is not None
    return found


@pytest.fixture
def ada(store: Store) -> Instructor:
    return instructor_of(store, "Ada")


@pytest.fixture
def grace(store: Store) -> Instructor:
    return instructor_of(store, "Grace")
