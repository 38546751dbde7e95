"""Steps that ask what code will do, before it runs."""

import hashlib
import json
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from webapp.lessons.expectations import WhenCheck
from webapp.lessons.part import AsList, Name, Part, Written
from webapp.lessons.steps import COVERAGE, Practising, shuffled


class Prediction(Practising):
    """What all of them have: code that runs after `setup`, and a question about it. `was` are former ids."""

    asks: ClassVar[str] = "What will happen?"

    id: Name
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    ask: str = ""
    """The question, in Markdown. Left out, the usual one."""
    setup: str = ""
    """Code that has run before, after the prelude; shown."""
    code: Written
    """The code that is asked about."""
    hints: list[Written] = Field([])
    """Opened one by one, in Markdown."""
    was: list[Name] = Field([])
    """Ids it had formerly, so that who passed it then stays passed."""

    @property
    def question(self) -> str:
        return self.ask or self.asks

    @cached_property
    def digest(self) -> str:
        """Names what is asked for: 32 hexadecimal digits of SHA-256 over all but the hints, former ids and topics."""
        asked = self.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude={"hints", "was", "elsewhere", *COVERAGE}
        )
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]


class Option(Part):
    """One answer to choose. `because` is told to whoever chooses it.

    `when` is what the code must do for the option to be true; without it, the code must print what it `says`.
    """

    says: Written
    """What can be chosen."""
    because: Written
    """What is told to whoever chooses it."""
    right: bool = False
    """`true`: this is the right one."""
    when: Annotated[list[WhenCheck], AsList] = Field([])
    """What the code must do for it to be true; without it, the code must print what it `says`."""


class PredictStep(Prediction):
    """A question with options, of which one is right: the code, when it runs, shows which."""

    id: Name = Field(alias="predict")
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    options: Annotated[list[Option], Field(min_length=2)]
    """What can be chosen. One of them is right."""

    @model_validator(mode="after")
    def has_one_right_option(self) -> Self:
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"Exactly one option of `predict` is `right: true`, not {right}.")
        return self

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)


class Guess(Part):
    """Output that somebody may expect, and why it comes or does not."""

    shows: str
    """Output that somebody may expect."""
    because: Written
    """Why it comes, or does not."""


class PredictOutputStep(Prediction):
    """What the code prints, typed, or chosen where there are `options`; one of them is what it does print.

    `mistakes`: wrong guesses that are typed, each with the sentence that helps.
    """

    asks: ClassVar[str] = "What will this print?"

    id: Name = Field(alias="predict-output")
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    options: list[Guess] = Field([])
    """What can be chosen; without it, the output is typed."""
    mistakes: list[Guess] = Field([])
    """Wrong guesses that are typed, each with the sentence that helps."""

    @model_validator(mode="after")
    def is_typed_or_chosen(self) -> Self:
        if self.options and self.mistakes:
            raise ValueError("`predict-output` has `options` to choose from, or `mistakes` of typed guesses, not both.")
        if len(self.options) == 1:
            raise ValueError("`options` needs at least two to choose from.")
        return self


class Order(Part):
    """A wrong order that somebody may think right: these, one after another, somewhere in it."""

    order: Annotated[list[Written], Field(min_length=1)]
    """Statements that follow one another, as they stand in `statements`."""
    says: Written
    """The sentence that helps."""


class PredictSqlStep(Prediction):
    """The statements and transaction marks that the code sends, to be put in order.

    `statements` are all of them in the right order, each as its beginning: `BEGIN`, `INSERT INTO moons`, `COMMIT`.
    `distractors` are never sent. `because` is told when the order is right.
    """

    asks: ClassVar[str] = "Which statements will this send, and in which order?"

    id: Name = Field(alias="predict-sql")
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    statements: Annotated[list[Written], Field(min_length=1)]
    """All that the code sends, in order, each as its beginning."""
    distractors: list[Written] = Field([])
    """Statements that are never sent."""
    mistakes: list[Order] = Field([])
    """Wrong orders, each with the sentence that helps."""
    because: str = ""
    """What is told when the order is right."""

    @model_validator(mode="after")
    def orders_what_is_there(self) -> Self:
        known = {*self.statements, *self.distractors}
        strange = next((line for order in self.mistakes for line in order.order if line not in known), None)
        if strange is not None:
            raise ValueError(f"A mistake's `order` has {strange!r}, which is neither a statement nor a distractor.")
        return self

    @property
    def lines(self) -> list[str]:
        """All of them in an order that gives nothing away and stays the same."""
        return shuffled(self.statements, self.distractors, self.id)
