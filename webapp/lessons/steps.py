"""Steps that show or are answered by code: prose, examples, exercises in three forms."""

import hashlib
import json
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, PrivateAttr, model_validator

from webapp.lessons.expectations import Check, WhenCheck
from webapp.lessons.part import AsList, Name, Part, Written


class Elsewhere(Part):
    """How a step comes out in an older SQLAlchemy: sentences in which backticks are the only markup."""

    in_2_0: str = Field("", alias="2.0")
    """What is different in SQLAlchemy 2.0."""
    in_1_4: str = Field("", alias="1.4")
    """What is different in SQLAlchemy 1.4."""

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if not self.in_2_0 and not self.in_1_4:
            raise ValueError("This says nothing: write what is different in `2.0` or in `1.4`.")
        return self

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Each version of which something is said, the newer first, with what is said."""
        told = (("2.0", self.in_2_0), ("1.4", self.in_1_4))
        return tuple((version, says) for version, says in told if says)


class Teaching(Part):
    """A step that may name the topics of its folder's topics.yaml that it teaches."""

    elsewhere: Elsewhere | None = None
    """Where it comes out differently in an older SQLAlchemy: what happens in `2.0`, in `1.4`."""
    teaches: list[Name] = Field([])
    """Ids of topics, from topics.yaml, that are shown or told here."""


class Practising(Teaching):
    """A graded step that may also name the topics that answering it practises."""

    practises: list[Name] = Field([])
    """Ids of topics, from topics.yaml, that answering this practises."""
    corrects: list[Name] = Field([])
    """Ids of topics whose usual misconception is met here: whoever has it answers wrongly, and is told why."""


COVERAGE = frozenset(Practising.model_fields) - {"elsewhere"}
"""Keys that say what a step is for, and nothing of what it asks."""


class TextStep(Teaching):
    """Prose, in Markdown."""

    text: Written
    """Prose, in Markdown."""


class ExampleStep(Teaching):
    """Code with a Run button; `shows` is what the console prints then, `...` standing for anything.

    It runs after a fresh start, or with `continues` in the sandbox that the preceding example left. `raises` says that
    it is meant to end in an exception.
    """

    code: Written = Field(alias="example")
    """The code, without `>>>`."""
    shows: str = ""
    """What the console then prints; `...` stands for anything. `lessons check --record` writes it."""
    continues: bool = False
    """`true`: goes on where the preceding example ended. Otherwise it runs after a fresh start."""
    raises: bool = False
    """`true`: it is meant to end in an exception."""
    _number: int = PrivateAttr(0)

    @property
    def number(self) -> int:
        """Its place among the lesson's examples, from 1."""
        return self._number

    def numbered(self, number: int) -> Self:
        copy = self.model_copy()
        copy._number = number
        return copy


class Mistake(Part):
    """A known wrong answer. `says` is the sentence that helps whoever gives an answer for which all of `when` hold.

    An answer that was refused, stopped or ended by a mistyped name did not get as far as the mistake: for it only a
    `when` counts that names how it ended, by `error`, `outcome` or `raises`.
    """

    answer: Written
    """A wrong answer. It must fail, and get the sentence in `says`."""
    says: Written
    """What helps whoever gives an answer that `when` holds for."""
    when: Annotated[list[WhenCheck], AsList, Field(min_length=1)]
    """How the mistake is recognised: one condition, or a list of which all must hold."""


class ExerciseStep(Practising):
    """A step that asks for an answer. `also_right` are other answers that must pass; `was` are former ids."""

    id: Name = Field(alias="exercise")
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    ask: Written
    """The task, in Markdown. Ask for a result, not for a way to it."""
    setup: str = ""
    """Code that has run before the answer, after the prelude; shown."""
    starter: str = ""
    """What stands in the answer box at first. It must not pass."""
    checks: Annotated[list[Check], Field(min_length=1)]
    """What must be true of an answer: all of them."""
    solution: Written
    """An answer that passes. Visitors see it once they have passed, or ask for it."""
    also_right: list[Written] = Field([])
    """Other answers that must pass; shown with the solution."""
    mistakes: list[Mistake] = Field([])
    """Known wrong answers; the first that applies speaks."""
    hints: list[Written] = Field([])
    """Opened one by one, in Markdown."""
    was: list[Name] = Field([])
    """Ids it had formerly, so that who passed it then stays passed."""

    @property
    def lines(self) -> list[str]:
        """The solution's lines without indentation and comments, in an order that gives nothing away: help to begin.

        Empty where they cannot be put together again, or there is nothing to put in order.
        """
        wanted = [line for line in _stripped(self.solution) if not line.startswith("#")]
        whole = any(quotes in self.solution for quotes in ('"""', "'''"))  # in such a string indentation counts
        return [] if whole or len(set(wanted)) < 2 else shuffled(wanted, [], self.id)

    @cached_property
    def digest(self) -> str:
        """Names what is asked for: 32 hexadecimal digits of SHA-256 over setup, checks and solution."""
        checks = [check.model_dump(mode="json", by_alias=True, exclude_unset=True) for check in self.checks]
        text = json.dumps([self.setup, checks, self.solution], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


class RepairStep(ExerciseStep):
    """A broken snippet to mend: it stands in the answer box, and must not pass as it is."""

    id: Name = Field(alias="repair")
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    starter: Written = Field(alias="broken")
    """The snippet to mend, which stands in the answer box. It must not pass."""


class ArrangeStep(ExerciseStep):
    """Lines of code to put in order, and to indent: those of the solution, among `distractors` that belong nowhere.

    Whatever runs and satisfies the checks is right, so lines may stand in another order than the solution's.
    """

    id: Name = Field(alias="arrange")
    """Its id, on which visitors' progress hangs: lower-case letters, digits, dashes, underscores."""
    distractors: list[Written] = Field([])
    """Lines that belong nowhere."""

    @property
    def lines(self) -> list[str]:
        """All lines without their indentation, in an order that gives nothing away and stays the same."""
        return shuffled(_stripped(self.solution), [line.strip() for line in self.distractors], self.id)


def _stripped(code: str) -> list[str]:
    return [line.strip() for line in code.splitlines() if line.strip()]


def shuffled(wanted: list[str], others: list[str], seed: str) -> list[str]:
    """All texts in an order that `seed` decides, in which the wanted ones do not stand as they should."""
    order = sorted([*wanted, *others], key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest())
    if len(set(wanted)) > 1 and [text for text in order if text in wanted] == wanted:
        first, second = wanted[0], next(text for text in wanted if text != wanted[0])
        here, there = order.index(first), order.index(second)
        order[here], order[there] = second, first
    return order
