"""Pages on errors that a flush meets."""

from __future__ import annotations

from webapp.explained.reference.about import About

INTEGRITY = "IntegrityError"
FLUSH_ERROR = "FlushError"
USER = {"type": "User", "name": "user"}
INSERT = {"type": "User", "verb": "INSERT", "session": "session"}

FLUSH = (
    About(
        "unique-constraint",
        "Two rows have what only one may have",
        INTEGRITY,
        "(sqlite3.IntegrityError) UNIQUE constraint failed: users.email",
        "gkpj",
        "coming-back#a-second-watney",
        INSERT | {"columns": "users.email", "constraint": "unique"},
    ),
    About(
        "not-null-constraint",
        "A column is empty that may not be",
        INTEGRITY,
        "(sqlite3.IntegrityError) NOT NULL constraint failed: users.name",
        "gkpj",
        "coming-back#half-an-astronaut",
        INSERT | {"columns": "users.name", "constraint": "not null"},
    ),
    About(
        "foreign-key-constraint",
        "A foreign key points to no row, or a row is deleted that others point to",
        INTEGRITY,
        "(sqlite3.IntegrityError) FOREIGN KEY constraint failed",
        "gkpj",
        "unit-of-work#log-before-author",
        INSERT | {"constraint": "foreign key"},
    ),
    About(
        "check-constraint",
        "A row breaks a rule of its table",
        INTEGRITY,
        "(sqlite3.IntegrityError) CHECK constraint failed: age_is_positive",
        "gkpj",
        "rolling-back#take-it-back",
        INSERT | {"constraint": "check", "rule": "age_is_positive"},
    ),
    About(
        "integrity-error",
        "The database refuses a row",
        INTEGRITY,
        "(sqlite3.IntegrityError) datatype mismatch",
        "gkpj",
        "rolling-back#take-it-back",
    ),
    About(
        "stale-data",
        "A row was deleted or changed by somebody else",
        "StaleDataError",
        "UPDATE statement on table 'users' expected to update 1 row(s); 0 were matched.",
        "",
        "expiring#make-him-fresh",
        USER,
    ),
    About(
        "circular-dependency",
        "Two rows each need the other first",
        "CircularDependencyError",
        "Circular dependency detected.",
        "",
        "unit-of-work#log-before-author",
    ),
    About(
        "null-identity",
        "A new row came back without a primary key",
        FLUSH_ERROR,
        "Instance <User at 0x7f3c2a10> has a NULL identity key.  If this is an auto-generated value, check that the "
        "database table allows generation of new primary key values",
        "",
        "adding#number-please",
        USER,
    ),
    About(
        "endless-flush",
        "Every flush makes work for the next",
        FLUSH_ERROR,
        "Over 100 subsequent flushes have occurred within session.commit() - is an after_flush() hook creating new "
        "objects?",
        "",
        "events#flush-or-commit",
    ),
    About(
        "wrong-collection-member",
        "A collection holds what does not belong there",
        FLUSH_ERROR,
        "Attempting to flush an item of type <class 'Book'> as a member of collection \"User.addresses\".",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "flush-error",
        "A flush cannot tell which row to write",
        FLUSH_ERROR,
        "New instance <User at 0x7f3c2a10> with identity key (<class 'User'>, (1,), None) conflicts with persistent "
        "instance <User at 0x7f3c2b50>",
        "",
        "unit-of-work#same-number-again",
        USER,
    ),
    About(
        "already-flushing",
        "A flush is asked for inside a flush",
        "InvalidRequestError",
        "Session is already flushing",
        "",
        "events#no-deleting",
    ),
    About(
        "blanked-primary-key",
        "A child loses its parent, and with it its key",
        "AssertionError",
        "Dependency rule on column 'users.id' tried to blank-out primary key column 'profiles.user_id' on instance "
        "'<Profile at 0x7f3c2a10>'",
        "",
        "cascades#no-orphans",
        {"type": "Profile", "name": "profile"},
    ),
    About(
        "single-parent",
        "An object gets a second parent",
        "InvalidRequestError",
        "Instance <Address at 0x7f3c2a10> is already associated with an instance of <class 'User'> via its "
        "User.addresses attribute, and is only allowed a single parent.",
        "bbf1",
        "cascades#no-orphans",
    ),
    About(
        "bulk-update-without-key",
        "A bulk update does not say which row",
        "InvalidRequestError",
        "No primary key value supplied for column(s) users.id; per-row ORM Bulk UPDATE by Primary Key requires that "
        "records contain primary key values",
        "bupq",
        "bulk-update#move-the-late-ones",
    ),
    About(
        "autoflush-of-pending",
        "A linked object is not in the session",
        "SAWarning",
        "Object of type <Address> not in session, add operation along 'User.addresses' will not proceed",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "backref-cascade",
        "An object is taken along into the session, as in 1.4",
        "RemovedIn20Warning",
        '"Address" object is being merged into a Session along the backref cascade path for relationship '
        '"User.addresses"; in SQLAlchemy 2.0, this reverse cascade will not take place.',
        "s9r1",
        "cascades#child-points-to-parent",
    ),
)
