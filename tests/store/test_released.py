"""Data that an earlier revision of the tables kept, brought to this version and back."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, create_engine, insert, select, update
from sqlalchemy.pool import NullPool

from webapp.observation import Event, Observation
from webapp.store import Store, migrate

THEN = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
OBSERVATION = Observation(outcome="ok", source="1 + 1", events=[Event(kind="value", text="2\n")])
VERDICT = {"passed": True, "results": []}
OLD_TABLES: dict[str, dict[str, Any]] = {
    "visitors": {"id": "somebody", "created": THEN},
    "starts": {"digest": "d", "prelude": "engine = 1", "setup": "", "modules": "{}"},
    "transcripts": {
        "id": 7,
        "visitor_id": "somebody",
        "lesson": "opening",
        "turn": 1,
        "start_digest": "d",
        "step": None,
        "created": THEN,
    },
    "snippets": {
        "id": 70,
        "visitor_id": "somebody",
        "transcript_id": 7,
        "submission": "s1",
        "kind": "answer",
        "step": "add-one",
        "outcome": "ok",
        "source": "1 + 1",
        "observation": json.dumps(OBSERVATION.model_dump(exclude_defaults=True)),
        "created": THEN,
    },
    "attempts": {
        "snippet_id": 70,
        "visitor_id": "somebody",
        "lesson": "opening",
        "step": "add-one",
        "digest": "v1",
        "passed": True,
        "verdict": json.dumps(VERDICT),
    },
    "progress": {
        "visitor_id": "somebody",
        "lesson": "opening",
        "step": "add-one",
        "tries": 3,
        "passed": THEN,
        "digest": "v1",
    },
}
"""A row of each table, as the first revision has them."""


def revisions() -> list[str]:
    """All of them, the first one first."""
    names = sorted(path.stem for path in (migrate.SCRIPTS / "versions").glob("r*.py"))
    return [name[1:5] for name in names]


@pytest.fixture
def old(url: str) -> str:
    """A database as the first revision left it, with something in it."""
    migrate.upgrade(url, revision="0001")
    with connected(url) as connection:
        tables = MetaData()
        tables.reflect(connection)
        for name, row in OLD_TABLES.items():
            connection.execute(insert(tables.tables[name]).values(**as_kept(connection, row)))
        connection.commit()
    return url


def connected(url: str) -> Connection:
    return create_engine(url, poolclass=NullPool).connect()


def as_kept(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """SQLite keeps moments without their offset."""
    if connection.dialect.name != "sqlite":
        return row
    return {key: value.replace(tzinfo=None) if isinstance(value, datetime) else value for key, value in row.items()}


def test_data_of_the_first_revision_is_read_by_this_version(old: str) -> None:
    store = Store(old)
    store.upgrade()
    transcript = store.transcript("somebody", "opening")
    assert transcript
    (entry,) = store.entries(transcript.id)
    assert (entry.submission, entry.source, entry.observation) == ("s1", "1 + 1", OBSERVATION)
    assert (entry.verdict, entry.created) == (VERDICT, THEN)
    step = store.progress("somebody")["opening"]["add-one"]
    assert (step.tries, step.passed, step.digest) == (3, THEN, "v1")
    assert store.latest_attempts("somebody", "opening")["add-one"].passed
    store.close()


def test_sentences_of_earlier_verdicts_are_counted(old: str) -> None:
    with connected(old) as connection:
        tables = MetaData()
        tables.reflect(connection)
        attempts = tables.tables["attempts"]
        connection.execute(update(attempts).values(passed=False, verdict=json.dumps({"mistake": "Commit."})))
        connection.commit()
    store = Store(old)
    store.upgrade()
    (mistake,) = store.teaching.mistake_figures("opening")
    assert (mistake.says, mistake.given) == ("Commit.", 1)
    assert store.teaching.clusters("opening", "add-one", 5) == ()
    store.close()


def test_data_outlives_each_revision_up_and_each_revision_down(old: str) -> None:
    steps = revisions()
    for revision in steps[1:]:
        migrate.upgrade(old, revision=revision)
    for revision in reversed(steps[:-1]):
        migrate.downgrade(old, revision)
    with connected(old) as connection:
        tables = MetaData()
        tables.reflect(connection)
        assert set(tables.tables) == {*OLD_TABLES, "alembic_version"}
        for name, row in OLD_TABLES.items():
            assert connection.execute(select(tables.tables[name])).mappings().one() == as_kept(connection, row)


def test_revisions_are_one_after_another() -> None:
    assert revisions() == [f"{number:04}" for number in range(1, len(revisions()) + 1)]
