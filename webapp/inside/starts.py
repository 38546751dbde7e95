"""A start run for the first time: datasets loaded as modules, then prelude and setup among the visitor's names."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Collection, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from webapp.inside import traces
from webapp.inside.repl import Repl, remember

PARTS = ("prelude", "setup")


class StartError(Exception):
    """A lesson's start does not run. `part` is "prelude", "setup" or a dataset's name; `line` is the line in it."""

    def __init__(self, part: str, line: int, message: str) -> None:
        super().__init__(message)
        self.part, self.line = part, line


def files_of_start(datasets: Collection[str]) -> tuple[str, ...]:
    """The file names that tracebacks show for a start's code."""
    return (*(f"<{part}>" for part in PARTS), *(f"{name}.py" for name in datasets))


def begun(start: dict[str, Any], *, policy: bool) -> Repl:
    """The names a visitor begins with. Raises StartError, which says what the author has to mend."""
    modules: dict[str, str] = start["modules"]
    sys.meta_path.insert(0, _Datasets(modules))
    own = files_of_start(modules)
    repl = Repl({name: _imported(name, own) for name in modules}, policy=policy)
    for part in PARTS:
        file = f"<{part}>"
        code, violations = repl.review(start[part], file)
        if violations:
            first = violations[0]
            raise StartError(part, first["line"], f"line {first['line']} is refused: {first['message']}")
        try:
            repl.run(code, None)
        except BaseException as error:
            raise _told(error, part, file, own) from error
    return repl


class _Datasets(MetaPathFinder, Loader):
    """Finds datasets by name, whichever of them imports another first."""

    def __init__(self, sources: dict[str, str]) -> None:
        self._sources = sources

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(fullname, self) if fullname in self._sources else None

    def exec_module(self, module: ModuleType) -> None:
        # Plain Python by the lesson's author, so outside the policy.
        file, source = f"{module.__name__}.py", self._sources[module.__name__]
        remember(file, source)
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102


def _imported(name: str, own: tuple[str, ...]) -> ModuleType:
    try:
        return importlib.import_module(name)
    except BaseException as error:
        raise _told(error, name, f"{name}.py", own) from error


def _told(error: BaseException, part: str, file: str, own: tuple[str, ...]) -> StartError:
    text, told = traces.describe(error, console=file, own=own, shown=file)
    return StartError(part, told.get("line") or 0, f"it does not run:\n{text}")
