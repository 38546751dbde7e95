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
    INSERT: HowOften | None = None
    UPDATE: HowOften | None = None
    DELETE: HowOften | None = None
    CREATE: HowOften | None = None
    DROP: HowOften | None = None
    BEGIN: HowOften | None = None
    COMMIT: HowOften | None = None
    ROLLBACK: HowOften | None = None
    SAVEPOINT: HowOften | None = None
    RELEASE: HowOften | None = None
    ROLLBACK_TO: HowOften | None = Field(None, alias="ROLLBACK TO")
    any: HowOften | None = None
    sequence: list[SqlKey] = Field([])
    exactly: list[SqlKey] | None = None
    never: Annotated[list[SqlKey], OneOrMore] = Field([])
    causes: Annotated[list[CauseKind], OneOrMore] = Field([], alias="cause")
    table: Written | None = None
    many: bool | None = None
    block: Written | None = None

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
