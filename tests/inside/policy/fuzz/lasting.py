"""What a program must leave as it was: the guards, and the classes that belong to everybody."""

from __future__ import annotations

import builtins
import copy
import dataclasses
import functools
import operator
import sqlite3
import sys
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session, clsregistry
from sqlalchemy.pool import Pool

from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.policy.facade import FACADES
from webapp.inside.policy.metaclasses import StandIn

MODULES = (builtins, copy, dataclasses, functools, operator, sqlite3, clsregistry, event)
CLASSES = (Connection, Engine, Table, DefaultDialect, Session, Pool, GuardedConnection, StandIn, dataclasses.Field)
POLICY = "webapp.inside."
OWN = frozenset({"__warningregistry__", "_has_events"})
"""What Python and SQLAlchemy themselves write there."""


class Lasting:
    """A record of them, to compare with later."""

    def __init__(self) -> None:
        own = [module for name, module in sys.modules.items() if name.startswith(POLICY)]
        holders: list[Any] = [*MODULES, *CLASSES, *own, *FACADES.values()]
        self._before = [(holder, dict(vars(holder))) for holder in holders]

    def changed(self) -> str | None:
        """What is not as it was, or None."""
        for holder, before in self._before:
            now = vars(holder)
            for name in before.keys() | now.keys():
                if name not in OWN and now.get(name) is not before.get(name):
                    shown = holder.__name__ if isinstance(holder, type | ModuleType) else repr(holder)
                    return f"{shown}.{name}"
        return None
