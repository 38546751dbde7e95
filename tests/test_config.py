from pathlib import Path

import pytest

from webapp.config import SettingError, Settings


def test_environment_wins_over_defaults() -> None:
    settings = Settings.from_environment({"PORT": "9000", "SAVEPOINT_CPU_SECONDS": "0.5", "SAVEPOINT_HOME": "/srv/s"})
    assert (settings.port, settings.cpu_seconds, settings.home) == (9000, 0.5, Path("/srv/s"))


def test_empty_variable_is_as_good_as_none() -> None:
    assert Settings.from_environment({"PORT": ""}).port == 8000


@pytest.mark.parametrize(("name", "text"), [("PORT", "http"), ("SAVEPOINT_WALL_SECONDS", "long")])
def test_setting_that_is_no_number_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"{name} must be a"):
        Settings.from_environment({name: text})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_understood_by_each_of_its_names(scheme: str) -> None:
    assert Settings(database_url=f"{scheme}://u:p@h/d").store_url == "postgresql+psycopg://u:p@h/d"


def test_store_is_a_file_in_the_home_folder(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).store_url == f"sqlite:///{tmp_path}/savepoint.sqlite3"
