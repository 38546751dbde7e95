"""Lists the private names that SQLAlchemy and the open modules of the standard library use, from their sources.

`library_names.txt` is what `scan` gave; a test compares them. To write it again:

    python -m webapp.inside.policy.library_names
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

STANDARD = (
    "datetime decimal _pydatetime _pydecimal enum dataclasses contextlib functools random statistics fractions "
    "calendar re collections typing copy json json.decoder json.encoder uuid string textwrap abc types weakref "
    "csv numbers bisect heapq pprint"
).split()
FILE = Path(__file__).with_name("library_names.txt")


def sources(packages: Iterable[str]) -> Iterator[Path]:
    for name in packages:
        spec = find_spec(name)
        if spec is None or not spec.origin or not spec.origin.endswith(".py"):
            continue
        path = Path(spec.origin)
        if name == "sqlalchemy":
            yield from (each for each in sorted(path.parent.rglob("*.py")) if "testing" not in each.parts)
        else:
            yield path


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    yield statement.name
                elif isinstance(statement, ast.Assign):
                    yield from (each.id for each in statement.targets if isinstance(each, ast.Name))
                elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                    yield statement.target.id


def scan(packages: Iterable[str] = ("sqlalchemy", *STANDARD)) -> frozenset[str]:
    """Every attribute with one leading underscore in the sources of these packages and modules."""
    found = {name for path in sources(packages) for name in names_in(ast.parse(path.read_text("utf-8")))}
    return frozenset(name for name in found if name.startswith("_") and not name.startswith("__") and name.strip("_"))


if __name__ == "__main__":
    FILE.write_text("\n".join(sorted(scan())) + "\n", "ascii")
