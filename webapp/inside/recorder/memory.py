"""What an object's own memory holds, read past whatever its class says of attributes."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import InstanceState


def memory(value: object) -> dict[str, Any]:
    """The dictionary of an object; empty where it has none."""
    try:
        found = object.__getattribute__(value, "__dict__")
    except (AttributeError, TypeError):
        return {}
    return found if type(found) is dict else {}


def state_of(value: object) -> InstanceState[Any] | None:
    """SQLAlchemy's account of an object of a mapped class; None of any other object."""
    if issubclass(type(value), type):
        return None
    found = memory(value).get("_sa_instance_state")
    return found if type(found) is InstanceState else None
