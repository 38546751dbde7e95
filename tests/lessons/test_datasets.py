from pathlib import Path

import pytest

from webapp.lessons.datasets import LARGEST, load, needed


def test_datasets_are_sources_by_name(tmp_path: Path) -> None:
    (tmp_path / "rovers.py").write_text("ROVERS = ['Spirit']\n")
    assert load(tmp_path) == ({"rovers": "ROVERS = ['Spirit']\n"}, [])


def test_no_folder_means_no_datasets(tmp_path: Path) -> None:
    assert load(tmp_path / "data") == ({}, [])


@pytest.mark.parametrize(
    ("name", "source", "problem"),
    [
        pytest.param("my-data.py", b"", "1:1: A dataset is imported by its file's name", id="no Python name"),
        pytest.param("class.py", b"", "1:1: A dataset is imported by its file's name", id="keyword"),
        pytest.param("json.py", b"", "1:1: There is a module json already", id="name of the standard library"),
        pytest.param("sqlalchemy.py", b"", "1:1: There is a module sqlalchemy already", id="sqlalchemy"),
        pytest.param("rovers.py", b"a = 1\nb = (\n", "2:5: This is not Python: '(' was never closed.", id="syntax"),
        pytest.param("rovers.py", b"a = '\xff'\n", "1:1: This cannot be read as Python in UTF-8", id="encoding"),
        pytest.param("rovers.py", b"a = '\x00'\n", "1:1: This ", id="NUL"),
        pytest.param("rovers.py", b"#" * (LARGEST + 1), "1:1: The dataset is larger than 256 KiB.", id="too large"),
    ],
)
def test_broken_dataset_is_a_problem_and_the_others_load(
    tmp_path: Path, name: str, source: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(source)
    (tmp_path / "good.py").write_text("")
    modules, (found,) = load(tmp_path)
    assert list(modules) == ["good"]
    assert str(found).startswith(f"{tmp_path / name}:{problem}")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from astronauts import fill", ["astronauts"]),
        ("if x:\n    import os, astronauts as a", ["astronauts"]),
        ("from rovers import *\nfrom ...", ["astronauts", "rovers"]),
        ("# from astronauts\nprint('import astronauts')", []),
        ("import astronauts2", []),
    ],
    ids=["from", "import among others", "what a dataset imports", "only mentioned", "longer name"],
)
def test_needed_datasets_are_those_imported(source: str, names: list[str]) -> None:
    modules = {"rovers": "import astronauts\n", "astronauts": "", "planets": ""}
    assert list(needed([source], modules)) == names
