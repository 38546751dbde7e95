import pytest

from webapp.cli.place import may_be_lost, place
from webapp.config import Settings

UNCLEAR = "the database that DATABASE_URL names"
URLS = {
    "sqlite": ("sqlite:////srv/a@b/savepoint.sqlite3", "/srv/a@b/savepoint.sqlite3"),
    "sqlite, relative": ("sqlite:///here.sqlite3?timeout=5", "here.sqlite3"),
    "sqlite, driver": ("sqlite+pysqlite:////srv/s.sqlite3", "/srv/s.sqlite3"),
    "user and password": ("postgresql+psycopg://u:secret@h:5432/d", "postgresql+psycopg://h/d"),
    "password in the query": ("postgresql://h/d?user=u&password=secret", "postgresql://h/d"),
    "socket": ("postgresql:///d?host=/run&password=secret", "postgresql:///d"),
    "@ in the password": ("postgresql://u:sec@secret@h/d", UNCLEAR),
    "/ in the password": ("postgresql://u:sec/secret@h/d", UNCLEAR),
    "? in the password": ("postgresql://u:sec?secret@h/d", UNCLEAR),
    "# in the password": ("postgresql://u:sec#secret@h/d", UNCLEAR),
    "[ in the password": ("postgresql://u:[secret@h/d", UNCLEAR),
    "@ in the query": ("postgresql://h:1/d?password=sec@secret", UNCLEAR),
}


@pytest.mark.parametrize(("url", "shown"), URLS.values(), ids=URLS.keys())
def test_place_tells_no_password(url: str, shown: str) -> None:
    assert place(url) == shown


@pytest.mark.parametrize(
    ("settings", "environ", "told"),
    [
        (Settings(), {}, False),
        (Settings(), {"DYNO": "web.1"}, True),
        (Settings(host="0.0.0.0"), {}, True),
        (Settings(host="0.0.0.0", database_url="postgres://h/d"), {"DYNO": "web.1"}, False),
    ],
    ids=["loopback", "dyno", "served to others", "database"],
)
def test_disk_that_may_not_be_kept_is_told(settings: Settings, environ: dict[str, str], told: bool) -> None:
    assert may_be_lost(settings, environ) is told
