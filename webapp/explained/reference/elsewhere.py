"""Pages on what no lesson's snippet meets: asyncio, expressions, warnings, code for older versions."""

from __future__ import annotations

from webapp.explained.reference.about import About

WARNING = "SAWarning"
OLD = "one-x-habits"

ELSEWHERE = (
    About(
        "await-required",
        "Something of asyncio was not awaited",
        "AwaitRequired",
        "The current operation required an async execution but none was detected",
        "xd1r",
        "only-told#no-hidden-io",
    ),
    About(
        "inspect-asyncio",
        "An asyncio engine is inspected",
        "NoInspectionAvailable",
        "Inspection on an AsyncEngine is currently not supported. Please obtain a connection then use "
        "``conn.run_sync`` to pass a callable where it's possible to call ``inspect`` on the passed connection.",
        "xd3s",
        "only-told#no-hidden-io",
    ),
    About(
        "greenlet-missing",
        "The library greenlet is not installed",
        "ValueError",
        "the greenlet library is required to use this function. No module named 'greenlet'",
        "",
        "only-told#no-hidden-io",
    ),
    About(
        "cannot-render",
        "A statement cannot be written out for this database",
        "UnsupportedCompilationError",
        "Compiler <sqlalchemy.sql.compiler.StrSQLCompiler object at 0x7f3c2a10> can't render element of type "
        "OnConflictDoNothing",
        "l7de",
        "bulk-insert#all-readings",
    ),
    About(
        "no-truth-value",
        "A condition of a query is asked whether it is true",
        "TypeError",
        "Boolean value of this clause is not defined",
        "",
        "results#find-born",
    ),
    About(
        "no-attribute-of-column",
        "A query goes from a relationship on with a dot",
        "AttributeError",
        "Neither 'InstrumentedAttribute' object nor 'Comparator' object associated with User.addresses has an "
        "attribute 'email'",
        "",
        "lazy-loading#where-does-not-filter-the-list",
    ),
    About(
        "no-column-in-row",
        "A row has no such column",
        "NoSuchColumnError",
        "Could not locate column in row for column 'nickname'",
        "",
        "results#what-kind-of-thing",
    ),
    About(
        "subquery-needed",
        "A SELECT stands where a table is wanted",
        "ArgumentError",
        "FROM expression, such as a Table or alias() object expected, got <Select object at 0x7f3c2a10>. To create a "
        "FROM clause from a <class 'Select'> object, use the .subquery() method.",
        "89ve",
    ),
    About(
        "parameters-as-list",
        "Parameters have the wrong shape",
        "ArgumentError",
        "List argument must consist only of tuples or dictionaries",
        "",
        "bulk-insert#all-readings",
    ),
    About(
        "cartesian-product",
        "Two tables of a query are not linked",
        WARNING,
        'SELECT statement has a cartesian product between FROM element(s) "addresses" and FROM element "users".  Apply '
        "join condition(s) between each element to resolve.",
        "",
        "eager-loading#joined-is-not-for-where",
    ),
    About(
        "alias-made",
        "A join needs an alias that nobody gave it",
        WARNING,
        "An alias is being generated automatically against joined entity Mapper[Manager(manager)] due to overlapping "
        "tables.",
        "xaj2",
    ),
    About(
        "no-caching",
        "A statement cannot be cached",
        WARNING,
        "TypeDecorator Tags() will not produce a cache key because the ``cache_ok`` attribute is not set to True.",
        "cprf",
    ),
    About(
        "engine-executes-no-more",
        "Engines and statements execute nothing themselves",
        "AttributeError",
        "'Engine' object has no attribute 'execute'",
        "",
        f"{OLD}#engine-executes-no-more",
    ),
    About(
        "no-subtransactions",
        "`subtransactions` and `autocommit` are gone",
        "TypeError",
        "Session.begin() got an unexpected keyword argument 'subtransactions'",
        "",
        f"{OLD}#no-subtransactions",
    ),
    About(
        "legacy-api",
        "Something is legacy in 2.0",
        "LegacyAPIWarning",
        "The Query.get() method is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy construct "
        "in 2.0. The method is now available as Session.get()",
        "b8d9",
        f"{OLD}#translate-the-query",
    ),
    About(
        "removed-in-20",
        "Something is removed in 2.0",
        "RemovedIn20Warning",
        "The autoload parameter is deprecated and will be removed in version 2.0.",
        "b8d9",
        f"{OLD}#from-an-old-answer",
    ),
)
