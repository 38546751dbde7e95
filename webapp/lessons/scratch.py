"""Consoles without a lesson: one on an empty engine, and one for each dataset that can fill an engine."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from webapp.lessons.datasets import needed
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import TextStep

PREFIX = "scratch."
"""What their ids begin with. No lesson's file can be called so, for the dot."""
EMPTY = f"{PREFIX}empty"

IMPORTS = "from sqlalchemy import create_engine, select, text\n"
SESSION = "from sqlalchemy.orm import Session\n"
MAPPING = "from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column\n"
ENGINE = 'engine = create_engine("sqlite:///:memory:")\n'


def is_scratch(lesson: str) -> bool:
    """Whether that is the id of a console without a lesson."""
    return lesson.startswith(PREFIX)


def scratches(modules: Mapping[str, str]) -> tuple[Lesson, ...]:
    """The consoles for these datasets, the empty one first. A dataset without a function `fill` has none."""
    found = [_scratch("empty", "an empty engine", f"{IMPORTS}{MAPPING}\n{ENGINE}", {})]
    for name, source in modules.items():
        names = offered(source)
        if names:
            data = f"{IMPORTS}{SESSION}\nfrom {name} import {', '.join(names)}\n\n{ENGINE}fill(engine)\n"
            found.append(_scratch(name, f"the data of `{name}`", data, needed([data], modules)))
    return tuple(found)


def _scratch(name: str, what: str, prelude: str, modules: dict[str, str]) -> Lesson:
    return Lesson(
        id=f"{PREFIX}{name}",
        title=f"Scratch: {what}",
        summary="A console without a lesson. Nothing here counts, and everything is shown as in a lesson.",
        prelude=prelude,
        steps=[TextStep(text=TEXT)],
        modules=modules,
    )


TEXT = """\
Try whatever you like: the names above are there already. The timeline, the session, the tables and the SQL of each
snippet stand in the tabs. *Copy link* beside a snippet gives an address that opens here with it, ready to run.
"""


def offered(source: str) -> tuple[str, ...]:
    """The classes that a dataset maps to a table, and `fill`; nothing where it has no `fill`."""
    try:
        top = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    if not any(isinstance(node, ast.FunctionDef) and node.name == "fill" for node in top):
        return ()
    classes = [node.name for node in top if isinstance(node, ast.ClassDef) and _is_mapped(node)]
    return (*classes, "fill")


def _is_mapped(node: ast.ClassDef) -> bool:
    assigned = [each for each in node.body if isinstance(each, ast.Assign)]
    names = {target.id for each in assigned for target in each.targets if isinstance(target, ast.Name)}
    return bool(names & {"__tablename__", "__table__"}) and not node.name.startswith("_")
