"""Errors of mappings: relationships that do not fit, classes without a key, names that are not there."""

from __future__ import annotations

from webapp.explained.errors.case import LONGEST_QUOTED, Case
from webapp.explained.errors.known import Known, Sentences
from webapp.explained.text import code, plain

ARGUMENT = "ArgumentError"
INVALID = "InvalidRequestError"
JOINS = "orm/join_conditions.html"
RELATIONSHIPS = "orm/basic_relationships.html"
TABLES = "orm/declarative_tables.html"

FIRST_USE = "SQLAlchemy links mapped classes when the first of them is used, here in"


def _ambiguous(case: Case) -> Sentences:
    keys = case.many_listed("keys")
    column = plain(case.error.facts.get("keys", "").split(", ")[0].rpartition(".")[2]) or "column"
    through = f": {keys}" if keys else ""
    return Sentences(
        f"{FIRST_USE} {case.line}, and {case.group(0)} could go over more than one foreign key{through}",
        f"Say which, with {code(f'foreign_keys=[{column}]')} in the relationship, and in the one that points back",
    )


def _ambiguous_join(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} joins {case.group(0)} and {case.group(1)}, which more than one foreign key links",
        "Give the condition, as in `join(B, A.id == B.a_id)`, or join along a relationship",
    )


def _no_key(case: Case) -> Sentences:
    child, parent = case.fact("child"), case.fact("parent")
    between = f" between {parent} and {child}" if child and parent else ""
    key = f'ForeignKey("{plain(case.error.facts.get("parent", "parent"))}.id")'
    return Sentences(
        f"{FIRST_USE} {case.line}, and for the relationship {case.group(0)} there is no foreign key{between}",
        f"Give one of the two tables a column that points to the other, with {code(key)}",
    )


def _failed_before(case: Case) -> Sentences:
    reason = code(case.found[1].split(". ")[0], LONGEST_QUOTED)
    return Sentences(
        f"{case.line} uses a mapped class, but linking the classes failed before, at {case.group(0)}: {reason}",
        "Mend that class first and define it again; none of this base can be used before",
    )


def _no_such_class(case: Case) -> Sentences:
    return Sentences(
        f"{FIRST_USE} {case.line}, and a relationship of {case.group(0)} names {case.group(1)}, which is not mapped",
        "Look for a slip in the name, and define that class before the first use",
    )


def _no_property(case: Case) -> Sentences:
    return Sentences(
        f"{FIRST_USE} {case.line}, and a relationship points back to "
        f"{code(f'{case.found[0]}.{case.found[1]}')}, which is not there",
        "Let each `back_populates` hold the name of the relationship on the other class",
    )


def _same_direction(case: Case) -> Sentences:
    return Sentences(
        f"{FIRST_USE} {case.line}, and {case.group(0)} and {case.group(1)} both seem to lead the same way, as both "
        "go over the same column of one table",
        "Give the one that leads to the parent `remote_side=[id]`",
    )


def _orphans(case: Case) -> Sentences:
    return Sentences(
        f"{FIRST_USE} {case.line}, and {case.group(0)} leads to the one side, where `delete-orphan` makes no sense",
        "Put the cascade on the other side, the collection",
    )


def _cascade(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} gives a relationship the cascade {case.group(0)}, which does not exist",
        "There are save-update, merge, refresh-expire, expunge, delete, delete-orphan, and `all` for all but the last",
    )


def _no_primary_key(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} maps {case.group(0)}, and no column of it is a primary key, so its rows cannot be told apart",
        "Give it one, such as `id: Mapped[int] = mapped_column(primary_key=True)`",
    )


def _no_table_name(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} maps {case.group(0)} without saying to which table",
        "Give the class a `__tablename__`, or `__abstract__ = True` where it is only to be inherited from",
    )


def _table_twice(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} defines the table {case.group(0)}, which this base has already, perhaps from running the "
        "same class twice",
        "Start afresh with the console's reset, or give the second class another base or `__tablename__`",
    )


def _not_annotated(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} maps {case.group(0)} with a type that is not in `Mapped[...]`",
        "Write it as in `name: Mapped[str]`",
    )


def _no_referenced_table(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} needs the foreign key of {case.group(0)}, and this base has no table {case.group(1)} to point to",
        "Look for a slip in `ForeignKey(...)`, which takes table and column, and define the other class as well",
    )


def _no_referenced_column(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} needs a foreign key that points to a column which its table does not have",
        'Look for a slip in `ForeignKey(...)`, which takes table and column, as in `ForeignKey("users.id")`',
    )


def _other_relationship(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses a mapping that does not fit together: {case.quoted(0)}",
        "Compare the relationship with its foreign key, and with the relationship that points back",
    )


AMBIGUOUS = "AmbiguousForeignKeysError"
MAPPING = (
    Known("ambiguous-foreign-keys", AMBIGUOUS, _ambiguous, JOINS, r"on relationship {name} "),
    Known("ambiguous-join", AMBIGUOUS, _ambiguous_join, JOINS, r"between '{text}' and '{text}'"),
    Known("no-foreign-key", "NoForeignKeysError", _no_key, JOINS, r"on relationship {name} "),
    Known(
        "mappers-failed",
        INVALID,
        _failed_before,
        RELATIONSHIPS,
        r"mappers failed to initialize{some}'Mapper\[{name}{some}Original exception was: {line}",
    ),
    Known(
        "no-such-class",
        INVALID,
        _no_such_class,
        RELATIONSHIPS,
        r"When initializing mapper Mapper\[{name}{some}failed to locate a name \('?{name}",
    ),
    Known(
        "no-such-property",
        INVALID,
        _no_property,
        "orm/backref.html",
        r"Mapper 'Mapper\[{name}{some}has no property '{name}'",
    ),
    Known(
        "no-foreign-key",
        ARGUMENT,
        _no_key,
        JOINS,
        r"relevant foreign key columns{some}on relationship (\w{1,99}\.\w{1,99})",
    ),
    Known(
        "same-direction",
        ARGUMENT,
        _same_direction,
        "orm/self_referential.html",
        r"{name} and back-reference {name} are both of the same direction",
    ),
    Known("delete-orphan-side", ARGUMENT, _orphans, "orm/cascades.html", r"relationship {name}, delete-orphan cascade"),
    Known("cascade-option", ARGUMENT, _cascade, "orm/cascades.html", r"Invalid cascade option\(s\): {line}"),
    Known(
        "no-primary-key",
        ARGUMENT,
        _no_primary_key,
        TABLES,
        r"Mapper Mapper\[{name}{some}could not assemble any primary key",
    ),
    Known(
        "no-table-name",
        INVALID,
        _no_table_name,
        TABLES,
        r"Class <class '(?:[\w.]{1,200}\.)?(\w{1,200})'> does not have a __table__",
    ),
    Known("table-twice", INVALID, _table_twice, "core/metadata.html", r"Table '{text}' is already defined"),
    Known(
        "not-annotated",
        ARGUMENT,
        _not_annotated,
        TABLES,
        r"Type annotation for \"{name}\" can't be correctly interpreted",
    ),
    Known(
        "no-referenced-table",
        "NoReferencedTableError",
        _no_referenced_table,
        "core/constraints.html",
        r"column '{text}' could not find table '{text}'",
    ),
    Known("no-referenced-column", "NoReferencedColumnError", _no_referenced_column, "core/constraints.html"),
    Known(
        "relationship-mismatch", ARGUMENT, _other_relationship, RELATIONSHIPS, r"([^\n]{0,200}relationship[^\n]{1,200})"
    ),
)
