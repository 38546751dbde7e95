"""Errors of code that was written for an older SQLAlchemy, and those that only an older one raises."""

from __future__ import annotations

from webapp.explained.errors.general import said
from webapp.explained.errors.known import Known

MIGRATION = "changelog/migration_20.html"

GONE = said(
    "{line} asks the session for `subtransactions` or `autocommit`, which 2.0 took away",
    "Let the outermost caller begin and commit, and hand the session to the functions within",
)

OLDER = (
    Known(
        "engine-executes-no-more",
        "AttributeError",
        said(
            "{line} executes a statement on the engine or on itself, which 2.0 took away",
            "Open a connection or session first: `with engine.connect() as connection: connection.execute(...)`",
        ),
        f"{MIGRATION}#implicit-and-connectionless-execution-bound-metadata-removed",
        r"'(?:Engine|Select|TextClause|Insert|Update|Delete)' object has no attribute '(?:execute|scalar)'",
    ),
    Known(
        "no-subtransactions",
        "TypeError",
        GONE,
        f"{MIGRATION}#session-subtransaction-behavior-removed",
        r"unexpected keyword argument '(?:subtransactions|autocommit)'",
    ),
    Known(
        "no-subtransactions",
        "ArgumentError",
        GONE,
        f"{MIGRATION}#autocommit-mode-removed-from-session-autobegin-support-added",
        "autocommit=True is no longer supported",
    ),
    Known(
        "legacy-api",
        "Base20DeprecationWarning",
        said(
            "{line} uses something that is legacy in 2.0, or was about to be removed when 1.4 warned of it",
            "Write it the 2.0 way: `select` and `session.execute` for `query`, `session.get(A, key)` for `query.get`",
        ),
        MIGRATION,
    ),
    Known(
        "backref-cascade",
        "RemovedIn20Warning",
        said(
            "{line} links a new object to one that is in a session, and 1.4 takes it along into that session",
            "Add it yourself with `session.add`: since 2.0 the way back over a relationship adds nothing",
        ),
        "changelog/migration_14.html#cascade-backrefs-behavior-deprecated-for-removal-in-2-0",
        "is being merged into a Session along the backref cascade",
    ),
    Known(
        "removed-in-20",
        "RemovedIn20Warning",
        said(
            "{line} uses what 2.0 has removed; SQLAlchemy 1.4 says so when asked by `SQLALCHEMY_WARN_20=1`",
            "Go through the migration guide, which has the new way beside each old one",
        ),
        MIGRATION,
    ),
    Known(
        "not-bound",
        "UnboundExecutionError",
        said(
            "{line} executes a statement by itself, which looks for an engine bound to it: a way that 2.0 took away",
            "Execute it on a connection or session: `session.execute(statement)`",
        ),
        MIGRATION,
        "is not bound to (?:any|an) Engine",
    ),
)
