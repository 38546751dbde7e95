import logging
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.pool import NullPool

from tests.store import making
from tests.store.making import LESSON, answer, record, snippet
from webapp.store import Store, StoreError, migrate
from webapp.store.tables import Base


@pytest.fixture
def engine(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The migrations, to add one to. The name has what Alembic's configuration would take for an interpolation."""
    return Path(shutil.copytree(migrate.SCRIPTS, tmp_path / "100%(here)s"))


def add_migration(scripts: Path, *lines: str) -> None:
    body = "".join(f"    {line}\n" for line in lines)
    last = ScriptDirectory(str(scripts)).get_current_head()
    text = f'from alembic import op\n\nrevision = "9999"\ndown_revision = "{last}"\n\n\ndef upgrade() -> None:\n{body}'
    (scripts / "versions" / "r9999_next.py").write_text(text)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_upgrade_makes_the_tables_that_the_models_describe(store: Store, engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    assert tables(engine) == {*Base.metadata.tables, "alembic_version"}


def test_upgrade_again_changes_nothing(store: Store, visitor: str) -> None:
    recorded = record(store, visitor, snippet("s1"))
    store.upgrade()
    assert store.transcript(visitor, LESSON) == recorded.transcript
    assert store.entries(recorded.transcript.id) == recorded.entries


def test_upgrade_by_several_processes_at_once_makes_one_database(url: str, engine: Engine) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(making.upgrade, [url] * 3))
    assert tables(engine) == {*Base.metadata.tables, "alembic_version"}


def test_upgrade_prints_and_logs_nothing(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    handlers, level = logging.root.handlers[:], logging.root.level
    Store(url).upgrade()
    assert capfd.readouterr() == ("", "")
    assert (logging.root.handlers, logging.root.level) == (handlers, level)


def test_downgrade_to_base_takes_every_table_away(store: Store, visitor: str, url: str, engine: Engine) -> None:
    record(store, visitor, snippet("s1"), attempt=answer(passed=True))
    store.close()
    migrate.downgrade(url)
    assert tables(engine) == {"alembic_version"}
    store.upgrade()
    assert store.transcript(visitor, LESSON) is None


@pytest.mark.parametrize(
    "last",
    ['op.execute("INSERT INTO nowhere VALUES (1)")', 'raise KeyError("nowhere")'],
    ids=["sql", "python"],
)
def test_upgrade_that_fails_says_why_and_leaves_the_database_as_it_was(
    store: Store, visitor: str, url: str, engine: Engine, scripts: Path, last: str
) -> None:
    recorded = record(store, visitor, snippet("s1"))
    add_migration(scripts, 'op.execute("CREATE TABLE half (id INTEGER)")', 'op.execute("DELETE FROM snippets")', last)
    with pytest.raises(StoreError, match=r"could not be migrated, and is as it was: .*nowhere"):
        migrate.upgrade(url, scripts)
    assert "half" not in tables(engine)
    assert store.transcript(visitor, LESSON) == recorded.transcript
    assert store.entries(recorded.transcript.id) == recorded.entries
    store.upgrade()


def test_upgrade_of_a_newer_database_is_refused(url: str, scripts: Path) -> None:
    add_migration(scripts, 'op.execute("CREATE TABLE later (id INTEGER)")')
    migrate.upgrade(url, scripts)
    with pytest.raises(StoreError, match=r"another version of Savepoint.*9999"):
        migrate.upgrade(url)


def test_upgrade_of_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all, " * 500)
    with pytest.raises(StoreError, match="not a database"):
        migrate.upgrade(f"sqlite:///{tmp_path / 'letter.txt'}")


def test_upgrade_in_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="could not be migrated"):
        migrate.upgrade(f"sqlite:///{tmp_path / 'file' / 'savepoint.sqlite3'}")
