"""`sql`: what an answer sends to the database."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from webapp.lessons.expectations.count import Count, HowOften
from webapp.lessons.part import OneOrMore, Part, Written
from webapp.observation import CauseKind

SqlKey = Literal[
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "CREATE",
    "DROP",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK TO",
    "any",
]
"""What can be counted; `any` is every statement that is no mark of a transaction."""
KEYS: tuple[SqlKey, ...] = get_args(SqlKey)


class SqlCheck(Part):
    """What statements and transaction marks the answer sends: `{COMMIT: 1, INSERT: ">= 1"}` counts them by kind.

    `sequence`: these kinds come in this order, others between them do no harm; `exactly`: these, in order, and no
    others; `never`: none of these. The others say which statements are looked at: those with one of the `causes`
    (`lazy load`, `autoflush`, …), those that name the `table`, those sent as an executemany or not (`many`), those from
    the lines of one `block`, which is the first line that begins with this text and all that is indented below it.
    """

    SELECT: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    INSERT: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    UPDATE: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    DELETE: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    CREATE: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    DROP: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    BEGIN: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    COMMIT: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    ROLLBACK: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    SAVEPOINT: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    RELEASE: HowOften | None = None
    """How many: `1`, `">= 1"`."""
    ROLLBACK_TO: HowOften | None = Field(None, alias="ROLLBACK TO")
    """How many: `1`, `">= 1"`."""
    any: HowOften | None = None
    """How many statements of all kinds, without the marks of transactions."""
    sequence: list[SqlKey] = Field([])
    """These come in this order, with others between them or not."""
    exactly: list[SqlKey] | None = None
    """These come in this order, and no others."""
    never: Annotated[list[SqlKey], OneOrMore] = Field([])
    """None of these comes."""
    causes: Annotated[list[CauseKind], OneOrMore] = Field([], alias="cause")
    """Look only at statements with one of these causes."""
    table: Written | None = None
    """Look only at statements that name this table."""
    many: bool | None = None
    """Look only at those that are sent as an executemany (`true`) or are not (`false`)."""
    block: Written | None = None
    """Look only at the block whose first line begins with this text."""

    @model_validator(mode="after")
    def expects_something(self) -> Self:
        if not (self.counts or self.sequence or self.never or self.exactly is not None):
            raise ValueError(
                "`sql` needs at least one count, such as {COMMIT: 1}, or `sequence`, `exactly` or `never`."
            )
        return self

    @property
    def counts(self) -> dict[SqlKey, Count]:
        """The counts that are written, in the order of KEYS."""
        written = ((key, getattr(self, key.replace(" ", "_"))) for key in KEYS)
        return {key: Count.read(value) for key, value in written if value is not None}
