import pytest

from webapp.store import Store, StoreError


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("savepoint.sqlite3", "not a database URL"),
        ("postgresql://me:secret@host:port/name", "not a database URL"),
        ("mysql://me:secret@host/name", "names mysql"),
        ("postgresql+nodriver://me:secret@host/name", "not a database URL"),
        ("postgresql+pg8000://me:secret@host/name", "driver pg8000"),
    ],
    ids=["no url", "no port", "other database", "unknown driver", "missing driver"],
)
def test_store_of_an_unusable_url_says_why_without_the_password(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as raised:
        Store(url)
    assert "secret" not in str(raised.value)
