"""The data lessons work on: `lessons/data/<name>.py`, plain Python that snippets import by name."""

import ast
import keyword
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from webapp.lessons.problems import Problem

LARGEST = 256 * 1024
"""Bytes of a dataset. It travels to every sandbox of the lessons that use it."""


def load(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Source by name of every dataset in the folder (no folder: none), and what is wrong with the others."""
    modules: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.py")):
        source = read(path)
        if isinstance(source, Problem):
            problems.append(source)
        else:
            modules[path.stem] = source
    return modules, problems


def needed(sources: Iterable[str], modules: Mapping[str, str]) -> dict[str, str]:
    """Those of `modules` that the sources import, and what these import in turn."""
    found: dict[str, str] = {}
    left = list(sources)
    while left:
        source = left.pop()
        for name in modules:
            if name not in found and imports(source, name):
                found[name] = modules[name]
                left.append(modules[name])
    return {name: found[name] for name in sorted(found)}


def imports(source: str, name: str) -> bool:
    """Whether a line of the source imports the module; by its text, so also where the source is not whole Python."""
    module = re.escape(name)
    return bool(re.search(rf"^[ \t]*(?:from[ \t]+{module}\b|import\b[^\n]*\b{module}\b)", source, re.MULTILINE))


def read(path: Path) -> str | Problem:
    name = path.stem
    if not name.isidentifier() or keyword.iskeyword(name):
        return Problem(str(path), 1, 1, f"A dataset is imported by its file's name, and {name!r} is no Python name.")
    if name in sys.stdlib_module_names or name == "sqlalchemy":
        return Problem(str(path), 1, 1, f"There is a module {name} already; give the dataset another name.")
    try:
        data = path.read_bytes()
    except OSError as error:
        return Problem(str(path), 1, 1, f"The file cannot be read: {error.strerror or error}.")
    if len(data) > LARGEST:
        return Problem(str(path), 1, 1, f"The dataset is larger than {LARGEST // 1024} KiB.")
    try:
        source = data.decode("utf-8-sig")
        ast.parse(source)
    except SyntaxError as error:
        return Problem(str(path), error.lineno or 1, error.offset or 1, f"This is not Python: {error.msg}.")
    except (MemoryError, RecursionError):
        return Problem(str(path), 1, 1, "This is nested too deeply for Python to read.")
    except ValueError as error:
        return Problem(str(path), 1, 1, f"This cannot be read as Python in UTF-8: {error}.")
    return source
