"""Imports run down only; the wall has one door; each heavy library has one home."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

WEBAPP = Path(__file__).parents[1] / "webapp"
FLOORS = {
    "inside": 0,
    "errors": 1,
    "logs": 1,
    "observation": 1,
    "config": 1,
    "lessons": 1,
    "explained": 1,
    "sandbox": 2,
    "checks": 2,
    "store": 2,
    "attempts": 3,
    "web": 4,
    "bench": 4,
    "cli": 5,
    "__main__": 6,
}
SHARED = ("errors", "logs", "observation")
"""What every room of the floor above the wall may import."""
HOMES = {"flask": {"web", "bench"}, "sqlalchemy": {"inside", "store"}}
FILES = sorted(path.relative_to(WEBAPP) for path in WEBAPP.rglob("*.py"))
LIBRARIES_INSIDE = {"sqlalchemy", "pygments"}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((WEBAPP / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import; write out where it comes from"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    return name.split(".")[1]


def room_of(file: Path) -> str:
    return file.parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", [f for f in FILES if f.name != "__init__.py" or len(f.parts) > 1], ids=str)
def test_imports_run_down(file: Path) -> None:
    own = room_of(file)
    for name in imports(file):
        if not name.startswith("webapp."):
            continue
        other = room(name)
        if other == own:
            continue
        assert FLOORS[other] < FLOORS[own] or (other in SHARED and FLOORS[other] == FLOORS[own]), (
            f"{file} imports {name}, which is not on a floor below"
        )


@pytest.mark.parametrize("file", [f for f in FILES if f.parts[0] != "inside"], ids=str)
def test_the_wall_has_one_door(file: Path) -> None:
    doors = ["webapp.inside.wire"] + (["webapp.inside.policy"] if room_of(file) in ("lessons", "cli") else [])
    for name in imports(file):
        if name.startswith("webapp.inside"):
            assert any(f"{name}.".startswith(f"{door}.") for door in doors), f"{file} reaches over the wall: {name}"


@pytest.mark.parametrize("file", [f for f in FILES if f.parts[0] == "inside"], ids=str)
def test_inside_is_plain(file: Path) -> None:
    for name in imports(file):
        top = name.split(".")[0]
        assert top in LIBRARIES_INSIDE or top in sys.stdlib_module_names or name.startswith("webapp.inside"), (
            f"{file} imports {name}; inside the wall are the standard library, SQLAlchemy and Pygments' lexers alone"
        )


@pytest.mark.parametrize("room", sorted({f.parts[0] for f in FILES if len(f.parts) > 2}))
def test_folders_of_a_room_import_in_one_direction(room: str) -> None:
    needs: dict[str, set[str]] = {}
    for file in FILES:
        if file.parts[0] == room and len(file.parts) > 2:
            others = {name.split(".")[2] for name in imports(file) if name.startswith(f"webapp.{room}.")}
            needs.setdefault(file.parts[1], set()).update(others - {file.parts[1]})
    folders = {folder: others & needs.keys() for folder, others in needs.items()}
    TopologicalSorter(folders).prepare()  # raises CycleError


@pytest.mark.parametrize("file", FILES, ids=str)
def test_libraries_stay_at_home(file: Path) -> None:
    for name in imports(file):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room_of(file) in homes, f"{file} imports {name}, whose home is {homes}"


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(file) for file in FILES} - {"__init__"}
    assert rooms <= set(FLOORS)


def test_package_imports_nothing() -> None:
    assert (WEBAPP / "__init__.py").read_text() == "", "or Flask and the store would get into the zygote"


def test_store_is_opened_without_alembic() -> None:
    """It takes as long to import as SQLAlchemy, and every command and every server opens the store."""
    kept = [f for f in FILES if f.parts[:2] != ("store", "migrations") and f != Path("store/migrate.py")]
    for file in kept:
        tree = ast.parse((WEBAPP / file).read_text(encoding="utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = [f"{getattr(node, 'module', None)}.{alias.name}." for node in top for alias in node.names]
        found = [name for name in names if "alembic." in name or name.startswith("webapp.store.migrate.")]
        assert found == [], f"{file} imports {found} whenever it is imported"
