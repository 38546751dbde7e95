"""A start as Python code: the lesson's data modules written out, so that one file has all it needs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from webapp.lessons.start import Start


def modules_code(modules: Mapping[str, str]) -> str:
    """Code that makes the modules importable; empty where there are none."""
    if not modules:
        return ""
    made = "\n\n".join(_module_code(name, modules[name]) for name in _in_order(modules))
    return f"import sys\nfrom types import ModuleType\n\n{made}"


def start_code(start: Start) -> str:
    """The lesson's lines, and then the exercise's own."""
    return "\n\n".join(part for part in (start.prelude.strip("\n"), start.setup.strip("\n")) if part)


def literal(text: str) -> str:
    """A string of several lines, as it is written in Python."""
    escaped = text.replace("\\", "\\\\").replace('"""', r"\"\"\"")
    return f'"""\\\n{escaped.rstrip()}\n"""'


def _module_code(name: str, source: str) -> str:
    return (
        f"# What `import {name}` gives here: in the lesson it is {name}.py, with this in it.\n"
        f'sys.modules["{name}"] = ModuleType("{name}")\n'
        f'exec({literal(source)}, sys.modules["{name}"].__dict__)'
    )


def _in_order(modules: Mapping[str, str]) -> list[str]:
    """Each after those that it imports."""
    found: list[str] = []

    def add(name: str) -> None:
        if name in found or name in waiting:
            return
        waiting.add(name)
        for other in modules:
            if re.search(rf"^\s*(?:from|import)\s+{re.escape(other)}\b", modules[name], re.MULTILINE):
                add(other)
        found.append(name)

    waiting: set[str] = set()
    for name in modules:
        add(name)
    return found
