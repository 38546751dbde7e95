from dataclasses import fields
from pathlib import Path

import pytest

from webapp.config import SettingError, Settings, reach
from webapp.observation import Event, Observation


def test_environment_wins_over_defaults() -> None:
    settings = Settings.from_environment({"PORT": "9000", "SAVEPOINT_CPU_SECONDS": "0.5", "SAVEPOINT_HOME": "/srv/s"})
    assert (settings.port, settings.cpu_seconds, settings.home) == (9000, 0.5, Path("/srv/s"))


def test_empty_variable_is_as_good_as_none() -> None:
    assert Settings.from_environment({"PORT": ""}).port == 8000


@pytest.mark.parametrize(("name", "text"), [("PORT", "http"), ("SAVEPOINT_WALL_SECONDS", "long")])
def test_setting_that_is_no_number_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"{name} must be a"):
        Settings.from_environment({name: text})


BEYOND = {
    "PORT": ["-1", "65536"],
    "SAVEPOINT_WORKERS": ["0", "-2"],
    "SAVEPOINT_THREADS": ["0"],
    "SAVEPOINT_CPU_SECONDS": ["inf", "-inf", "nan", "0", "1e9"],
    "SAVEPOINT_WALL_SECONDS": ["0", "nan", "-1"],
    "SAVEPOINT_REPLAY_SECONDS": ["inf", "-0.0"],
    "SAVEPOINT_MEMORY_MIB": ["0", "9" * 40],
    "SAVEPOINT_OUTPUT_KIB": ["129", "0"],
    "SAVEPOINT_SNIPPET_KIB": ["129", "-1"],
    "SAVEPOINT_STATEMENTS": ["0"],
    "SAVEPOINT_LIVE_SANDBOXES": ["-3"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BEYOND.items() for text in texts])
def test_number_out_of_range_is_named_with_its_range(name: str, text: str) -> None:
    (kept,) = [each for each in fields(Settings) if each.metadata["env"] == name]
    with pytest.raises(SettingError) as told:
        Settings.from_environment({name: text})
    value = float(text) if kept.type == "float" else int(text)
    assert str(told.value) == f"{name} is {value}; it must be {reach(kept)}."


def test_every_number_has_a_range_and_takes_its_ends() -> None:
    for each in fields(Settings):
        assert bool(reach(each)) == (each.type in ("int", "float")), each.name
        for end in (each.metadata["least"], each.metadata["most"]):
            if end is not None:
                assert getattr(Settings(**{each.name: end}), each.name) == end


def test_output_and_snippet_at_their_most_fit_an_observation() -> None:
    largest = {each.name: each.metadata["most"] for each in fields(Settings)}
    output, snippet = "o" * largest["output_kib"] * 1024, "s" * largest["snippet_kib"] * 1024
    Observation(outcome="ok", source=snippet, events=[Event(kind="output", text=output)])


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_understood_by_each_of_its_names(scheme: str) -> None:
    assert Settings(database_url=f"{scheme}://u:p@h/d").store_url == "postgresql+psycopg://u:p@h/d"


def test_store_is_a_file_in_the_home_folder(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).store_url == f"sqlite:///{tmp_path}/savepoint.sqlite3"


@pytest.mark.parametrize("url", ["redis://h", "rediss://:p@h:6379/0", ""])
def test_redis_is_named_by_its_scheme(url: str) -> None:
    assert Settings(redis_url=url).redis_url == url


@pytest.mark.parametrize("url", ["http://u:p4ss@h", "redis", "127.0.0.1:6379"])
def test_address_of_something_else_than_a_redis_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingError, match="REDIS_URL names no Redis") as told:
        Settings(redis_url=url)
    assert "p4ss" not in str(told.value)
