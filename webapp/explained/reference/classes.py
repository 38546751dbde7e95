"""Exceptions by their class, for a message that nothing else recognises."""

from __future__ import annotations

from dataclasses import dataclass

BASES: dict[str, tuple[str, ...]] = {
    name: tuple(bases.split())
    for name, bases in {
        "AmbiguousForeignKeysError": "ArgumentError SQLAlchemyError",
        "ArgumentError": "SQLAlchemyError",
        "AwaitRequired": "InvalidRequestError SQLAlchemyError",
        "Base20DeprecationWarning": "SADeprecationWarning DeprecationWarning Warning",
        "CircularDependencyError": "SQLAlchemyError",
        "CompileError": "SQLAlchemyError",
        "DBAPIError": "StatementError SQLAlchemyError",
        "DataError": "DatabaseError DBAPIError StatementError SQLAlchemyError",
        "DatabaseError": "DBAPIError StatementError SQLAlchemyError",
        "DetachedInstanceError": "SQLAlchemyError",
        "DisconnectionError": "SQLAlchemyError",
        "DuplicateColumnError": "ArgumentError SQLAlchemyError",
        "FlushError": "SQLAlchemyError",
        "IdentifierError": "SQLAlchemyError",
        "IllegalStateChangeError": "InvalidRequestError SQLAlchemyError",
        "IntegrityError": "DatabaseError DBAPIError StatementError SQLAlchemyError",
        "InterfaceError": "DBAPIError StatementError SQLAlchemyError",
        "InternalError": "DatabaseError DBAPIError StatementError SQLAlchemyError",
        "InvalidRequestError": "SQLAlchemyError",
        "LegacyAPIWarning": "Base20DeprecationWarning SADeprecationWarning DeprecationWarning Warning",
        "LoaderStrategyException": "InvalidRequestError SQLAlchemyError",
        "MappedAnnotationError": "ArgumentError SQLAlchemyError",
        "MissingGreenlet": "InvalidRequestError SQLAlchemyError",
        "MovedIn20Warning": "Base20DeprecationWarning SADeprecationWarning DeprecationWarning Warning",
        "MultipleResultsFound": "InvalidRequestError SQLAlchemyError",
        "NoForeignKeysError": "ArgumentError SQLAlchemyError",
        "NoInspectionAvailable": "InvalidRequestError SQLAlchemyError",
        "NoReferenceError": "InvalidRequestError SQLAlchemyError",
        "NoReferencedColumnError": "NoReferenceError InvalidRequestError SQLAlchemyError",
        "NoReferencedTableError": "NoReferenceError InvalidRequestError SQLAlchemyError",
        "NoResultFound": "InvalidRequestError SQLAlchemyError",
        "NoSuchColumnError": "InvalidRequestError SQLAlchemyError KeyError LookupError",
        "NoSuchModuleError": "ArgumentError SQLAlchemyError",
        "NoSuchTableError": "InvalidRequestError SQLAlchemyError",
        "NotSupportedError": "DatabaseError DBAPIError StatementError SQLAlchemyError",
        "ObjectDeletedError": "InvalidRequestError SQLAlchemyError",
        "ObjectNotExecutableError": "ArgumentError SQLAlchemyError",
        "OperationalError": "DatabaseError DBAPIError StatementError SQLAlchemyError",
        "PendingRollbackError": "InvalidRequestError SQLAlchemyError",
        "ProgrammingError": "DatabaseError DBAPIError StatementError SQLAlchemyError",
        "ResourceClosedError": "InvalidRequestError SQLAlchemyError",
        "SADeprecationWarning": "DeprecationWarning Warning",
        "SAWarning": "RuntimeWarning Warning",
        "SQLAlchemyError": "",
        "StaleDataError": "SQLAlchemyError",
        "StatementError": "SQLAlchemyError",
        "TimeoutError": "SQLAlchemyError",
        "UnboundExecutionError": "InvalidRequestError SQLAlchemyError",
        "UnmappedClassError": "UnmappedError InvalidRequestError SQLAlchemyError",
        "UnmappedError": "InvalidRequestError SQLAlchemyError",
        "UnmappedInstanceError": "UnmappedError InvalidRequestError SQLAlchemyError",
        "UnsupportedCompilationError": "CompileError SQLAlchemyError",
    }.items()
}
"""SQLAlchemy's exceptions with their base classes, nearest first; the sandbox tells an observation's own."""


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """What can be said of an exception by its class alone."""

    id: str
    name: str
    says: tuple[str, str]
    page: str
    code: str = ""


CORE = "core/exceptions.html#sqlalchemy.exc."
DRIVER = "The database's driver raised this, and SQLAlchemy handed it on"

CLASSES = (
    ErrorClass(
        "any-invalid-request",
        "InvalidRequestError",
        (
            (
                "SQLAlchemy was asked for something that cannot be done as things stand: an object, a session or a "
                "transaction is not in the state that it takes."
            ),
            "Read the message for what it is about, then look at what happened to that object or session before.",
        ),
        f"{CORE}InvalidRequestError",
    ),
    ErrorClass(
        "any-argument",
        "ArgumentError",
        (
            "A function of SQLAlchemy was given an argument that it does not take, or two that exclude each other.",
            "Compare the call in the last line of your own code in the traceback with that function's documentation.",
        ),
        f"{CORE}ArgumentError",
    ),
    ErrorClass(
        "any-operational",
        "OperationalError",
        (
            (
                f"{DRIVER}: the database could not do what it was asked, for a reason such as a lost connection, a "
                "lock, a missing table or SQL that it cannot read."
            ),
            "The text in brackets after the driver's name is the database's own; look for that.",
        ),
        f"{CORE}OperationalError",
        "e3q8",
    ),
    ErrorClass(
        "any-programming",
        "ProgrammingError",
        (
            (
                f"{DRIVER}: the statement is wrong, as with a table that is not there, a slip in the SQL or a wrong "
                "number of parameters."
            ),
            "Read the statement after `[SQL:` and the database's own words before it.",
        ),
        f"{CORE}ProgrammingError",
        "f405",
    ),
    ErrorClass(
        "any-data",
        "DataError",
        (
            f"{DRIVER}: a value is out of range, too long, or of a form that the column does not take.",
            "Compare the values after `[parameters:` with the types of the columns.",
        ),
        f"{CORE}DataError",
        "9h9h",
    ),
    ErrorClass(
        "any-interface",
        "InterfaceError",
        (
            (
                f"{DRIVER}: it is about the driver itself or its connection rather than the database, such as a "
                "connection that is closed or a value of a type that it cannot send."
            ),
            "Look whether the connection was lost, and whether each parameter is of a plain type.",
        ),
        f"{CORE}InterfaceError",
        "rvf5",
    ),
    ErrorClass(
        "any-internal",
        "InternalError",
        (
            (
                f"{DRIVER}: the database met a state of its own that it did not expect, such as a cursor or a "
                "transaction that is no longer valid."
            ),
            "Roll back; where it comes again, look in the database's own log.",
        ),
        f"{CORE}InternalError",
        "2j85",
    ),
    ErrorClass(
        "any-not-supported",
        "NotSupportedError",
        (
            f"{DRIVER}: this database or driver does not have what was asked of it.",
            "Look in the dialect's documentation for what it supports.",
        ),
        f"{CORE}NotSupportedError",
        "tw8g",
    ),
    ErrorClass(
        "any-database",
        "DatabaseError",
        (
            f"{DRIVER}: something went wrong in the database itself.",
            "The text in brackets after the driver's name is the database's own; look for that.",
        ),
        f"{CORE}DatabaseError",
        "4xp6",
    ),
    ErrorClass(
        "any-dbapi",
        "DBAPIError",
        (
            f"{DRIVER}: the words in it are the driver's, not SQLAlchemy's.",
            "Its class says of what kind it is; the exception that the driver raised is in its attribute `orig`.",
        ),
        f"{CORE}DBAPIError",
        "dbapi",
    ),
    ErrorClass(
        "any-statement",
        "StatementError",
        (
            "A statement could not be sent, because its parameters could not be made ready.",
            "Read the exception in brackets, and compare the values after `[parameters:` with the columns.",
        ),
        f"{CORE}StatementError",
    ),
    ErrorClass(
        "any-compile",
        "CompileError",
        (
            "A statement could not be turned into SQL, because a part of it makes no sense to this database.",
            "Look at the element that the message names, and at the dialect it is compiled for.",
        ),
        f"{CORE}CompileError",
    ),
    ErrorClass(
        "any-warning",
        "SAWarning",
        (
            "SQLAlchemy did what it was asked, and warns that it may not be what was meant.",
            (
                "Turn warnings into exceptions while you look for it, with `warnings.filterwarnings('error')`: then "
                "the traceback leads to the line."
            ),
        ),
        f"{CORE}SAWarning",
    ),
    ErrorClass(
        "any-deprecation",
        "SADeprecationWarning",
        (
            "Something that is used here goes on working for now, and will be gone in a later version.",
            "The message names what to use instead.",
        ),
        f"{CORE}SADeprecationWarning",
    ),
    ErrorClass(
        "any-sqlalchemy",
        "SQLAlchemyError",
        (
            "This is an exception of SQLAlchemy's, of a kind that has no page of its own here.",
            "Read its message, and the last line of your own code in the traceback.",
        ),
        f"{CORE}SQLAlchemyError",
    ),
)
"""Those of which something can be said by the class alone."""
