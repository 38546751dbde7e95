"""The steps of a run: what each executed line did to objects, sessions and tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.observation.part import Count, Number, Numbers, Part, Short, empty
from webapp.observation.tables import Tables

MOST_STEPS = 400
"""The recorder keeps at most 300, one for before the first line, and the last."""
State = Literal["transient", "pending", "persistent", "deleted", "detached", "gone"]
"""SQLAlchemy's five, and `gone`: nothing refers to the object any more."""


class Attribute(Part):
    """A mapped attribute, as it stands in the object's memory; looking at it loads nothing.

    `value` is its repr where it is a plain value, else empty; `refers` are the objects it holds, where it is a
    relationship. `modified` has the value the database is thought to hold in `old`, or the objects in `old_refers`.
    """

    name: Short
    state: Literal["loaded", "expired", "unloaded", "modified"]
    value: Short = ""
    refers: Numbers = empty()
    old: Short = ""
    old_refers: Numbers = empty()


class ObjectState(Part):
    """An object of a mapped class at the end of a step.

    `name` is the visitor's name for it, `key` its primary key as text, each empty where there is none. `passed` are the
    states it went through within the step before `state`, in order; `expired`: its attributes are to be loaded again.
    """

    number: Number
    type: Short
    name: Short = ""
    key: Short = ""
    state: State
    passed: Annotated[list[State], Field(max_length=20)] = empty()
    session: Number | None = None
    expired: bool = False
    attributes: Annotated[list[Attribute], Field(max_length=100)] = empty()


class SessionState(Part):
    """A Session at the end of a step.

    `name` is the visitor's name for it, `type` its class. `new`, `dirty`, `deleted` and `identity_map` are objects.
    `nesting` counts its open savepoints; `active` is false where a failed flush waits for a rollback; `closed`: close()
    was called and nothing has begun since. `connection` is the one it holds, None where it holds none.
    """

    number: Number
    name: Short = ""
    type: Short = "Session"
    engine: Short = ""
    new: Numbers = empty()
    dirty: Numbers = empty()
    deleted: Numbers = empty()
    identity_map: Numbers = empty()
    in_transaction: bool = False
    nesting: Count = 0
    active: bool = True
    closed: bool = False
    connection: Number | None = None
    autoflush: bool = True
    expire_on_commit: bool = True


class Step(Part):
    """One executed line. `line` is None for what was there before the first.

    `objects`, `sessions` and `tables` are those that changed in it, each whole, as the step left them. `function` is
    the visitor's function the line stands in; `raised`: an exception left this line. `times`: so many executions of
    the line in a row are told as one.
    """

    line: Number | None = None
    function: Short = ""
    times: Count = 1
    raised: bool = False
    objects: Annotated[list[ObjectState], Field(max_length=1_000)] = empty()
    sessions: Annotated[list[SessionState], Field(max_length=200)] = empty()
    tables: Tables = empty()


Steps = Annotated[list[Step], Field(max_length=MOST_STEPS)]
