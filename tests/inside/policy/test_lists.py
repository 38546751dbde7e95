"""The lists, against what SQLAlchemy and Python really have."""

import builtins
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
import sqlalchemy
import sqlalchemy.orm
from sqlalchemy.event.base import _registrars

from webapp.inside.policy import attributes, events, library_names, modules, names, shared, special
from webapp.inside.policy.catalogue import MODULES
from webapp.inside.policy.closed import CLOSED_NAMES


def test_every_event_of_sqlalchemy_is_decided() -> None:
    own = {name for name in _registrars if not name.startswith("_")}
    assert own - events.NAMES - set(events.NAMES_REFUSED) == set()
    assert (events.NAMES | set(events.NAMES_REFUSED)) - own == set()


def test_every_builtin_is_decided() -> None:
    own = {"_", "_IncompleteInputError"}  # the prompt's last value, and a name CPython 3.13 keeps for its own prompt
    here = set(dir(builtins)) - own
    assert here - names.BUILTINS - set(names.BUILTINS_REFUSED) - {"__name__", "__doc__", "WindowsError"} == set()
    assert not names.BUILTINS & set(names.BUILTINS_REFUSED)


def test_private_names_of_sqlalchemy_are_listed() -> None:
    listed = set(library_names.FILE.read_text("ascii").split())
    assert library_names.scan(["sqlalchemy"]) - listed == set(), "run python -m webapp.inside.policy.library_names"


def test_private_names_that_stay_open_lead_nowhere() -> None:
    assert not attributes.HARMLESS_PRIVATE & attributes.NEVER_PRIVATE


def tables_of_classes() -> Iterator[str]:
    """The public attributes under which a class of SQLAlchemy's keeps a dictionary, list or set for everybody."""
    for name, module in list(sys.modules.items()):
        if name.startswith("sqlalchemy.") and "testing" not in name:
            for cls in [each for each in vars(module).values() if isinstance(each, type)]:
                if cls.__module__.startswith("sqlalchemy."):
                    yield from (key for key, value in vars(cls).items() if type(value) in (dict, list, set))


def test_every_table_of_sqlalchemys_classes_is_only_shown() -> None:
    reached = {name for name in tables_of_classes() if attributes.reach_refusal(name) is None}
    assert {name for name in reached if not special.is_special(name)} - shared.NAMES == set()


def test_special_names_are_decided_once() -> None:
    open_names = special.NAMES_READABLE | special.NAMES_CALLABLE
    assert not open_names & set(special.NAMES_REFUSED)


def test_no_module_is_open_and_closed() -> None:
    assert set(MODULES) & set(modules.REFUSED) <= {"io"}


@pytest.mark.parametrize("name", ["sqlalchemy", "sqlalchemy.orm"])
def test_names_that_stay_closed_are_known(name: str) -> None:
    """A later version's new public name fails here, until somebody has decided on it."""
    module = sqlalchemy if name == "sqlalchemy" else sqlalchemy.orm
    public = {each for each in dir(module) if not each.startswith("_")}
    modules = {each for each in public if isinstance(getattr(module, each), ModuleType)}
    unlisted = {each for each in public - modules if not MODULES[name].has(each)}
    assert unlisted - set(CLOSED_NAMES) - {"Any", "annotations"} == set()
