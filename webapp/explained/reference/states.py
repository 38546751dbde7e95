"""Pages on errors of an object's state."""

from __future__ import annotations

from webapp.explained.reference.about import About

DETACHED = "DetachedInstanceError"
INVALID = "InvalidRequestError"
USER = {"type": "User", "name": "user", "session": "session", "state": "transient"}

STATES = (
    About(
        "lazy-load-detached",
        "A relationship is read after its session is gone",
        DETACHED,
        "Parent instance <User at 0x7f3c2a10> is not bound to a Session; lazy load operation of attribute 'addresses' "
        "cannot proceed",
        "bhk3",
        "detached#greet-her",
        USER | {"attribute": "addresses"},
    ),
    About(
        "deferred-load-detached",
        "A deferred column is read after its session is gone",
        DETACHED,
        "Parent instance <User at 0x7f3c2a10> is not bound to a Session; deferred load operation of attribute 'bio' "
        "cannot proceed",
        "bhk3",
        "detached#greet-her",
        USER | {"attribute": "bio"},
    ),
    About(
        "refresh-detached",
        "An expired attribute is read after its session is gone",
        DETACHED,
        "Instance <User at 0x7f3c2a10> is not bound to a Session; attribute refresh operation cannot proceed",
        "bhk3",
        "detached#the-number-of-a-new-one",
        USER | {"attribute": "name"},
    ),
    About(
        "detached-instance",
        "A detached object needs the database",
        DETACHED,
        "Instance <User at 0x7f3c2a10> is not bound to a Session",
        "",
        "detached#changed-outside",
        USER,
    ),
    About(
        "row-gone",
        "The row of an object is gone",
        "ObjectDeletedError",
        "Instance '<User at 0x7f3c2a10>' has been deleted, or its row is otherwise not present.",
        "",
        "expiring#make-him-fresh",
        USER,
    ),
    About(
        "not-persistent",
        "An object without a row is to be refreshed",
        INVALID,
        "Instance '<User at 0x7f3c2a10>' is not persistent within this Session",
        "",
        "object-states#four-lives",
        USER,
    ),
    About(
        "not-in-session",
        "An object is taken out of a session that does not have it",
        INVALID,
        "Instance <User at 0x7f3c2a10> is not present in this Session",
        "",
        "coming-back#which-one-is-in",
        USER,
    ),
    About(
        "not-persisted",
        "An object without a row is to be deleted",
        INVALID,
        "Instance '<User at 0x7f3c2a10>' is not persisted",
        "",
        "deleting#delete-one-keep-five",
        USER,
    ),
    About(
        "instance-deleted",
        "An object is used whose row was deleted",
        INVALID,
        "Instance '<User at 0x7f3c2a10>' has been deleted.  Use the make_transient() function to send this object back "
        "to the transient state.",
        "",
        "deleting#what-would-be-left",
        USER,
    ),
    About(
        "raiseload",
        "A load on the way was forbidden",
        INVALID,
        "'User.addresses' is not available due to lazy='raise'",
        "",
        "lazy-loading#no-hidden-select",
        USER | {"attribute": "addresses"},
    ),
    About(
        "attached-to-another-session",
        "An object already belongs to another session",
        INVALID,
        "Object '<User at 0x7f3c2a10>' is already attached to session '2' (this is '3')",
        "",
        "adding#another-session",
        USER,
    ),
    About(
        "same-row-twice",
        "A session gets a second object for the same row",
        INVALID,
        "Can't attach instance <User at 0x7f3c2a10>; another instance with key (<class 'User'>, (1,), None) is already "
        "present in this session.",
        "",
        "coming-back#may-he-be-added",
        USER,
    ),
    About(
        "identity-map-gone",
        "A result is read after its session was closed",
        INVALID,
        "Object <User at 0x7f3c2a10> cannot be converted to 'persistent' state, as this identity map is no longer "
        "valid.  Has the owning Session been closed?",
        "lkrp",
        "results#read-it-in-time",
    ),
)
