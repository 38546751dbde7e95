"""What a snippet gets in place of builtins and modules: the listed names, and a guard where a name decides too much."""

from __future__ import annotations

import _strptime  # noqa: F401 - imported by the first strptime(), and then too late
import builtins
import importlib
import sys
import warnings
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, NoReturn

from webapp.inside.policy import names
from webapp.inside.policy.builtin_guards import GUARDED
from webapp.inside.policy.catalogue import MODULES, import_refusal, member_refusal
from webapp.inside.policy.modules import Module
from webapp.inside.policy.wrappers import replaced


class Facade:
    """The public names of one module, and nothing else of it. Cannot be changed."""

    def __init__(self, name: str, members: Mapping[str, object]) -> None:
        vars(self).update(members)
        vars(self)["_facade_of"] = name

    def __repr__(self) -> str:
        return f"<module '{self._facade_of}'>"

    def __getattr__(self, name: str) -> NoReturn:
        own = vars(self)["_facade_of"]
        refusal = member_refusal(own, name) if own in MODULES else None
        raise AttributeError(str(refusal) if refusal else f"module '{own}' has no attribute '{name}'")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(
            f"`{self._facade_of}` belongs to everybody in this Python, so a snippet does not change it."
        )

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    def __dir__(self) -> list[str]:
        return sorted(name for name in vars(self) if not name.startswith("_"))


def _real(name: str) -> ModuleType | None:
    """The module behind a facade; None where this version of Python has none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(name)
        except ImportError:
            return None


def _members(listed: Module, module: ModuleType) -> dict[str, object]:
    found = {name: replaced(getattr(module, name)) for name in listed.names if hasattr(module, name)}
    if module.__name__ == "sqlalchemy":
        found["__version__"] = module.__version__
    return found


def _facades() -> dict[str, Facade]:
    made: dict[str, Facade] = {}
    for name in sorted(MODULES, key=len, reverse=True):  # parts before what they are parts of
        module = _real(name)
        if module is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                members = _members(MODULES[name], module)
            parts = {part: made[f"{name}.{part}"] for part in MODULES[name].parts}
            made[name] = Facade(name, members | parts)
    return made


FACADES: dict[str, Facade] = _facades()
NOTHING = Facade("nothing", {})


class Importer:
    """`__import__` for one visitor: facades of the open modules and of the lesson's data modules."""

    def __init__(self, data_modules: Mapping[str, Mapping[str, object]]) -> None:
        self._facades = FACADES | {name: Facade(name, members) for name, members in data_modules.items()}

    def __call__(
        self,
        name: str,
        _globals: object = None,
        _locals: object = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
        /,
    ) -> Facade:
        if fromlist == [] and name in sys.modules:
            # Python's own C code, `strptime` for one, imports by the calling frame's `__import__`. It passes an empty
            # list, where the statement passes a tuple or None, and takes the module from sys.modules, not from here.
            return NOTHING
        found = None if level else self._facades.get(name)
        if found is None:
            raise ImportError(str(import_refusal(name)), name=name)
        for each in fromlist or ():
            if not hasattr(found, each):
                refusal = member_refusal(name, each) if name in MODULES else None
                raise ImportError(str(refusal) if refusal else f"cannot import name '{each}' from '{name}'", name=name)
        return found if fromlist else self._facades[name.partition(".")[0]]


def visitor_builtins(data_modules: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """The `__builtins__` of a visitor's namespace. `data_modules`: a dataset's name to its public names."""
    allowed: dict[str, Any] = {name: getattr(builtins, name) for name in names.BUILTINS if hasattr(builtins, name)}
    return allowed | GUARDED | {"__import__": Importer(data_modules), "__name__": "builtins"}
