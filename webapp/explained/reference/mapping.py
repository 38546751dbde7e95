"""Pages on errors of mappings."""

from __future__ import annotations

from webapp.explained.reference.about import About

ARGUMENT = "ArgumentError"
INVALID = "InvalidRequestError"

MAPPING = (
    About(
        "ambiguous-foreign-keys",
        "A relationship could go over several foreign keys",
        "AmbiguousForeignKeysError",
        "Could not determine join condition between parent/child tables on relationship User.addresses - there are "
        "multiple foreign key paths linking the tables.",
        "",
        "cascades#child-points-to-parent",
        {"keys": "addresses.home_of, addresses.work_of"},
    ),
    About(
        "ambiguous-join",
        "A join could go over several foreign keys",
        "AmbiguousForeignKeysError",
        "Can't determine join between 'users' and 'addresses'; tables have more than one foreign key constraint "
        "relationship between them.",
        "",
        "lazy-loading#counts-in-two",
    ),
    About(
        "no-foreign-key",
        "A relationship has no foreign key to go over",
        "NoForeignKeysError",
        "Could not determine join condition between parent/child tables on relationship User.addresses - there are no "
        "foreign keys linking these tables.",
        "",
        "cascades#child-points-to-parent",
        {"parent": "users", "child": "addresses"},
    ),
    About(
        "mappers-failed",
        "The mapping of the classes failed before",
        INVALID,
        "One or more mappers failed to initialize - can't proceed with initialization of other mappers. Triggering "
        "mapper: 'Mapper[User(users)]'. Original exception was: Could not determine join condition",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "no-such-class",
        "A relationship names a class that is not there",
        INVALID,
        "When initializing mapper Mapper[User(users)], expression 'Adress' failed to locate a name ('Adress').",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "no-such-property",
        "A relationship points back to nothing",
        INVALID,
        "Mapper 'Mapper[Address(addresses)]' has no property 'user'.",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "same-direction",
        "Two relationships lead the same way",
        ARGUMENT,
        "Node.children and back-reference Node.parent are both of the same direction symbol('ONETOMANY').",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "delete-orphan-side",
        "`delete-orphan` stands on the wrong side",
        ARGUMENT,
        'For many-to-one relationship Address.user, delete-orphan cascade is normally configured only on the "one" '
        "side of a one-to-many relationship",
        "bbf0",
        "cascades#cascade-on-the-wrong-side",
    ),
    About(
        "cascade-option",
        "There is no such cascade",
        ARGUMENT,
        "Invalid cascade option(s): 'delete-all'",
        "",
        "cascades#delete-goes-down",
    ),
    About(
        "no-primary-key",
        "A mapped class has no primary key",
        ARGUMENT,
        "Mapper Mapper[User(users)] could not assemble any primary key columns for mapped table 'users'",
        "",
        "identity-map#ask-once",
    ),
    About(
        "no-table-name",
        "A mapped class names no table",
        INVALID,
        "Class <class 'User'> does not have a __table__ or __tablename__ specified and does not inherit from an "
        "existing table-mapped class.",
        "",
        "setup#filled-engine",
    ),
    About(
        "table-twice",
        "A table is defined twice",
        INVALID,
        "Table 'users' is already defined for this MetaData instance.",
        "",
        "setup#two-databases",
    ),
    About(
        "not-annotated",
        "A mapped attribute's type is not `Mapped[...]`",
        "MappedAnnotationError",
        'Type annotation for "User.name" can\'t be correctly interpreted for Annotated Declarative Table form.',
        "zlpr",
        "one-x-habits#from-an-old-answer",
    ),
    About(
        "no-referenced-table",
        "A foreign key points to a table that is not there",
        "NoReferencedTableError",
        "Foreign key associated with column 'addresses.user_id' could not find table 'user' with which to generate a "
        "foreign key to target column 'id'",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "no-referenced-column",
        "A foreign key points to a column that is not there",
        "NoReferencedColumnError",
        "Could not initialize target column for ForeignKey 'users.nr' on table 'addresses': table 'users' has no "
        "column named 'nr'",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "relationship-mismatch",
        "A relationship does not fit together",
        ARGUMENT,
        "relationship 'addresses' expects a class or a mapper argument (received: <class 'int'>)",
        "",
        "cascades#child-points-to-parent",
    ),
    About(
        "overlapping-relationships",
        "Two relationships write the same foreign key",
        "SAWarning",
        "relationship 'Address.user' will copy column users.id to column addresses.user_id, which conflicts with "
        "relationship(s): 'User.addresses'",
        "qzyx",
        "cascades#child-points-to-parent",
    ),
    About(
        "dataclass-superclass",
        "A mapped dataclass inherits from none",
        INVALID,
        "When transforming <class 'User'> to a dataclass, attribute(s) 'created' originates from superclass <class "
        "'Stamped'>, which is not a dataclass.",
        "dcmx",
    ),
    About(
        "dataclass-refused",
        "Python's dataclasses refuse a mapped class",
        INVALID,
        "Python dataclasses error encountered when creating dataclass for 'User': TypeError(\"non-default argument "
        "'name' follows default argument\")",
        "dcte",
    ),
)
