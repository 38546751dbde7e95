"""Parts of a session's own memory: what a glance shows, its savepoints, its connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.identity import _WeakInstanceDict
from sqlalchemy.orm.session import SessionTransactionState

from webapp.inside.recorder.memory import memory
from webapp.inside.recorder.users import driver_of

_PARTS: tuple[tuple[str, type, Callable[[], Any]], ...] = (
    ("identity_map", _WeakInstanceDict, _WeakInstanceDict),
    ("_new", dict, dict),
    ("_deleted", dict, dict),
    ("_transaction", SessionTransaction, lambda: None),
    ("hash_key", int, lambda: None),
)
"""Of which class each part is, and what is read where a snippet has put something of its own there."""


def parts_of(session: Session) -> dict[str, Any]:
    """A session's memory. `bind`, `autoflush` and `expire_on_commit` may be anything."""
    get = memory(session).get
    parts = {
        "bind": get("bind", True),
        "autoflush": get("autoflush", True),
        "expire_on_commit": get("expire_on_commit", True),
    }
    for name, kind, nothing in _PARTS:
        part = get(name)
        parts[name] = part if type(part) is kind else nothing()
    return parts


def switched_off(own: dict[str, Any]) -> dict[str, bool]:
    """Those of a session's switches that are not as they usually are."""
    found = {key: False for key in ("autoflush", "expire_on_commit") if own[key] is False}
    return found | {"active": False} if waits(own["_transaction"]) else found


def waits(transaction: SessionTransaction | None) -> bool:
    """Whether a failed flush waits for a rollback. One that is just ending is not active either, and waits for none."""
    return transaction is not None and transaction._state is SessionTransactionState.DEACTIVE


def glance(own: dict[str, Any]) -> tuple[object, ...]:
    """What differs when anything about the session may."""
    identity_map, transaction = own["identity_map"], own["_transaction"]
    return (
        identity_map._wr,  # another one after expunge_all(), which close() calls
        transaction is not None,
        waits(transaction),
        nesting(transaction),
        connection_of(transaction),
        len(identity_map._dict),
        len(identity_map._modified),
        len(own["_new"]),
        len(own["_deleted"]),
        own["autoflush"] is not False,
        own["expire_on_commit"] is not False,
    )


def nesting(transaction: Any) -> int:
    """How many savepoints are open."""
    count = 0
    while transaction is not None:
        count += transaction.nested
        transaction = transaction._parent
    return count


def connection_of(transaction: Any) -> int | None:
    """The number of the driver's connection that a session's transaction holds; nothing is connected for this."""
    while transaction is not None:
        for found in transaction._connections.values():
            number = getattr(driver_of(found[0]), "number", None)
            if type(number) is int:
                return number
        transaction = transaction._parent
    return None
