"""`sql`: what an answer sends to the database."""

from typing import Literal

from pydantic import RootModel, field_validator

from webapp.lessons.expectations.count import Count

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


class SqlCheck(RootModel[dict[SqlKey, int | str]]):
    """How many statements and transaction marks of each kind the answer sends: `{COMMIT: 1, INSERT: ">= 1"}`."""

    model_config = {"frozen": True, "strict": True}

    @field_validator("root", mode="after")
    @classmethod
    def counts_something(cls, root: dict[SqlKey, int | str]) -> dict[SqlKey, int | str]:
        if not root:
            raise ValueError("`sql` needs at least one count, such as {COMMIT: 1}.")
        for key, value in root.items():
            try:
                Count.read(value)
            except ValueError as error:
                raise ValueError(f"{key}: {error}") from error
        return root

    @property
    def counts(self) -> dict[SqlKey, Count]:
        return {key: Count.read(value) for key, value in self.root.items()}
