"""`state`: where an object stands in its life. `session`: what a Session holds."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from webapp.lessons.expectations.count import Count, HowOften
from webapp.lessons.part import Identifier, OneOrMore, Part

State = Literal["transient", "pending", "persistent", "deleted", "detached"]
"""SQLAlchemy's five: what a name stands for cannot be gone."""
Names = Annotated[list[Identifier], OneOrMore]


class StateCheck(Part):
    """The state of the object that the name `of` stands for when the answer has ended.

    `is`: one of SQLAlchemy's five, or a list of those that will do. `session`: the name of the session it is in, or
    null for none. `expired`: whether all that was loaded has to be loaded again. `loaded`, `unloaded`, `modified`:
    attributes of which each must be so.
    """

    of: Identifier
    """The name of the object."""
    states: Annotated[list[State], OneOrMore] = Field([], alias="is")
    """One of SQLAlchemy's five states, or a list of those that will do."""
    session: Identifier | None = None
    """The name of the session that it is in; null for none."""
    expired: bool | None = None
    """Whether all that was loaded has to be loaded again."""
    loaded: Names = Field([])
    """Attributes that are loaded."""
    unloaded: Names = Field([])
    """Attributes that are not."""
    modified: Names = Field([])
    """Attributes that have been changed."""

    @model_validator(mode="after")
    def expects_something(self) -> Self:
        if not self.model_fields_set - {"of"}:
            raise ValueError("`state` needs `is`, `session`, `expired`, `loaded`, `unloaded` or `modified`.")
        return self


class SessionCheck(Part):
    """The Session that the name `of` stands for when the answer has ended; without `of`, the only open one.

    `open`: it has not been closed, or has begun again. `in_transaction`, `active` (false: a failed flush waits for a
    rollback), `nested` (savepoints open). `new`, `dirty`, `deleted` and `identity_map`: how many objects, or a list of
    the names of all of them.
    """

    of: Identifier | None = None
    """The name of the session; without it, the only open one."""
    open: bool | None = None
    """Whether it has not been closed, or has begun again."""
    in_transaction: bool | None = None
    """Whether a transaction has begun."""
    active: bool | None = None
    """`false`: a failed flush waits for a rollback."""
    nested: HowOften | None = None
    """How many savepoints are open."""
    new: HowOften | list[Identifier] | None = None
    """How many new objects it has, or the names of all of them."""
    dirty: HowOften | list[Identifier] | None = None
    """How many changed objects it has, or the names of all of them."""
    deleted: HowOften | list[Identifier] | None = None
    """How many deleted objects it has, or the names of all of them."""
    identity_map: HowOften | list[Identifier] | None = None
    """How many objects it knows, or the names of all of them."""

    @model_validator(mode="after")
    def expects_something(self) -> Self:
        if not self.model_fields_set - {"of"}:
            keys = ", ".join(f"`{key}`" for key in type(self).model_fields if key != "of")
            raise ValueError(f"`session` needs at least one of {keys}.")
        return self

    @property
    def flags(self) -> dict[str, bool]:
        """What must be so or not, by its key."""
        keys = ("open", "in_transaction", "active")
        return {key: value for key in keys if (value := getattr(self, key)) is not None}

    @property
    def collections(self) -> dict[str, Count | list[str]]:
        """What must be in it, by the name of the collection: how many, or which."""
        keys = ("new", "dirty", "deleted", "identity_map")
        written = {key: value for key in keys if (value := getattr(self, key)) is not None}
        return {key: value if isinstance(value, list) else Count.read(value) for key, value in written.items()}
