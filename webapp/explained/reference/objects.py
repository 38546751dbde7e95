"""Pages on errors of what was handed over: objects, statements, results."""

from __future__ import annotations

from webapp.explained.reference.about import About

ARGUMENT = "ArgumentError"
CLOSED = "ResourceClosedError"
INVALID = "InvalidRequestError"

OBJECTS = (
    About(
        "unmapped-instance",
        "What is handed to the session is no mapped object",
        "UnmappedInstanceError",
        "Class 'Person' is not mapped",
        "",
        "adding#the-whole-list",
        {"type": "Person"},
    ),
    About(
        "unmapped-class",
        "The class is not mapped",
        "UnmappedClassError",
        "Class 'Person' is not mapped",
        "",
        "identity-map#ask-once",
        {"type": "Person"},
    ),
    About(
        "no-inspection",
        "What was to be a mapped class or object is none",
        "NoInspectionAvailable",
        "No inspection system is available for object of type <class 'str'>",
        "",
        "identity-map#ask-once",
        {"type": "str"},
    ),
    About(
        "no-object-in-relationship",
        "A relationship gets something that is no object",
        "AttributeError",
        "'int' object has no attribute '_sa_instance_state'",
        "",
        "cascades#child-points-to-parent",
        {"type": "User", "attribute": "addresses"},
    ),
    About(
        "not-a-list",
        "A collection gets one object where it wants a list",
        "TypeError",
        "Incompatible collection type: Address is not list-like",
        "",
        "cascades#child-points-to-parent",
        {"type": "User", "attribute": "addresses"},
    ),
    About(
        "unknown-keyword",
        "The class has no such attribute",
        "TypeError",
        "'nickname' is an invalid keyword argument for User",
        "",
        "object-states#four-lives",
    ),
    About(
        "multiple-results",
        "The query found more than one row",
        "MultipleResultsFound",
        "Multiple rows were found when exactly one was required",
        "",
        "results#scalar-of-two",
    ),
    About(
        "no-result",
        "The query found no row",
        "NoResultFound",
        "No row was found when one was required",
        "",
        "results#find-born",
    ),
    About(
        "no-rows",
        "The statement gives no rows",
        CLOSED,
        "This result object does not return rows. It has been closed automatically.",
        "",
        "bulk-insert#keys-of-the-new",
    ),
    About(
        "result-closed",
        "The result is closed",
        CLOSED,
        "This result object is closed.",
        "",
        "results#plain-columns-after-the-block",
    ),
    About(
        "unique-needed",
        "Joined collections come in several rows each",
        INVALID,
        "The unique() method must be invoked on this Result, as it contains results that include joined eager loads "
        "against collections",
        "",
        "eager-loading#late-writers",
    ),
    About(
        "plain-sql",
        "SQL is handed over as a plain string",
        ARGUMENT,
        "Textual SQL expression 'SELECT * FROM users' should be explicitly declared as text('SELECT * FROM users')",
        "",
        "whole-example#marked-as-sql",
    ),
    About(
        "not-executable",
        "What is executed is no statement",
        "ObjectNotExecutableError",
        "Not an executable object: <class 'User'>",
        "",
        "one-x-habits#translate-the-query",
    ),
    About(
        "wrong-element",
        "A statement gets what is neither column nor table",
        ARGUMENT,
        "Column expression, FROM clause, or other columns clause element expected, got [<class 'User'>]. Did you mean "
        "to say select(<class 'User'>)?",
        "",
        "one-x-habits#translate-the-query",
    ),
    About(
        "no-bind",
        "The session has no engine",
        "UnboundExecutionError",
        "Could not locate a bind configured on mapper Mapper[User(users)] or this Session.",
        "",
        "sessionmaker#no-engine-yet",
    ),
    About(
        "not-bound",
        "A statement is executed without a connection",
        "UnboundExecutionError",
        "This Compiled object is not bound to any Engine or Connection.",
        "2afi",
        "one-x-habits#engine-executes-no-more",
    ),
    About(
        "no-join",
        "Nothing says how to join",
        INVALID,
        "Don't know how to join to <Mapper at 0x7f3c2a10; Address>. Please use the .select_from() method to establish "
        "an explicit left side, as well as providing an explicit ON clause",
        "",
        "lazy-loading#counts-in-two",
    ),
    About(
        "wrong-key-shape",
        "A primary key has more or fewer columns",
        INVALID,
        "Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are "
        "'users.id'",
        "",
        "identity-map#ask-once",
    ),
    About(
        "unknown-column-name",
        "A statement sets a column that is not there",
        "CompileError",
        "Unconsumed column names: nickname",
        "",
        "bulk-insert#all-readings",
    ),
    About(
        "missing-greenlet",
        "Something asks the database where asyncio cannot wait",
        "MissingGreenlet",
        "greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?",
        "xd2s",
        "only-told#no-hidden-io",
    ),
)
