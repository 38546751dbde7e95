"""Imports run down only; the wall has one door; each heavy library has one home."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
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


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse((WEBAPP / file).read_text(encoding="utf-8"))


@cache
def imports(file: Path) -> list[str]:
    return [name for node in ast.walk(tree(file)) for name in imported(file, node)]


def imported(file: Path, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{file} has a relative import; write out where it comes from"
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    return name.split(".")[1]


def room_of(file: Path) -> str:
    return file.parts[0].removesuffix(".py")


def test_imports_run_down() -> None:
    """And neighbours on a floor do not import each other."""
    wrong = [
        f"{file} imports {name}, which is not on a floor below"
        for file in FILES
        if file != Path("__init__.py")
        for name in imports(file)
        if name.startswith("webapp.") and not lies_below(room(name), room_of(file))
    ]
    assert wrong == []


def lies_below(other: str, own: str) -> bool:
    return other == own or FLOORS[other] < FLOORS[own] or (other in SHARED and FLOORS[other] == FLOORS[own])


def test_the_wall_has_one_door() -> None:
    wrong = [
        f"{file} reaches over the wall: {name}"
        for file in FILES
        if file.parts[0] != "inside"
        for name in imports(file)
        if name.startswith("webapp.inside") and not any(f"{name}.".startswith(f"{door}.") for door in doors(file))
    ]
    assert wrong == []


def doors(file: Path) -> list[str]:
    return ["webapp.inside.wire"] + (["webapp.inside.policy"] if room_of(file) in ("lessons", "cli") else [])


def test_inside_is_plain() -> None:
    """Inside the wall are the standard library, SQLAlchemy and Pygments' lexers alone."""
    known = LIBRARIES_INSIDE | sys.stdlib_module_names
    wrong = [
        f"{file} imports {name}"
        for file in FILES
        if file.parts[0] == "inside"
        for name in imports(file)
        if name.split(".")[0] not in known and not name.startswith("webapp.inside")
    ]
    assert wrong == []


@pytest.mark.parametrize("room", sorted({f.parts[0] for f in FILES if len(f.parts) > 2}))
def test_folders_of_a_room_import_in_one_direction(room: str) -> None:
    needs: dict[str, set[str]] = {}
    for file in FILES:
        if file.parts[0] == room and len(file.parts) > 2:
            others = {name.split(".")[2] for name in imports(file) if name.startswith(f"webapp.{room}.")}
            needs.setdefault(file.parts[1], set()).update(others - {file.parts[1]})
    folders = {folder: others & needs.keys() for folder, others in needs.items()}
    TopologicalSorter(folders).prepare()  # raises CycleError


def test_libraries_stay_at_home() -> None:
    wrong = [
        f"{file} imports {name}, whose home is {homes}"
        for file in FILES
        for name in imports(file)
        if (homes := HOMES.get(name.split(".")[0])) is not None and room_of(file) not in homes
    ]
    assert wrong == []


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(file) for file in FILES} - {"__init__"}
    assert rooms <= set(FLOORS)


def test_package_imports_nothing() -> None:
    assert (WEBAPP / "__init__.py").read_text() == "", "or Flask and the store would get into the zygote"


def test_store_is_opened_without_alembic() -> None:
    """It takes as long to import as SQLAlchemy, and every command and every server opens the store."""
    kept = [f for f in FILES if f.parts[:2] != ("store", "migrations") and f != Path("store/migrate.py")]
    for file in kept:
        top = [name for node in tree(file).body for name in imported(file, node)]
        found = [name for name in top if f"{name}.".startswith(("alembic.", "webapp.store.migrate."))]
        assert found == [], f"{file} imports {found} whenever it is imported"
