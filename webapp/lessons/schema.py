"""What a lesson is: the model that YAML files are read into."""

import hashlib
import json
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Discriminator, Field, PrivateAttr, Tag, model_validator

from webapp.errors import UnknownLessonError
from webapp.lessons.expectations import Check, WhenCheck
from webapp.lessons.part import Name, Part, Written
from webapp.lessons.problems import Place, Places, Problem, nearest
from webapp.lessons.start import Start

KINDS = ("text", "example", "exercise")
"""What a step can begin with."""


class TextStep(Part):
    """Prose, in Markdown."""

    text: Written


class ExampleStep(Part):
    """Code with a Run button; `shows` is what the console prints then, `...` standing for anything.

    It runs after a fresh start, or with `continues` in the sandbox that the preceding example left. `raises` says that
    it is meant to end in an exception.
    """

    code: Written = Field(alias="example")
    shows: str = ""
    continues: bool = False
    raises: bool = False
    _number: int = PrivateAttr(0)

    @property
    def number(self) -> int:
        """Its place among the lesson's examples, from 1."""
        return self._number

    def numbered(self, number: int) -> Self:
        copy = self.model_copy()
        copy._number = number
        return copy


def as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Mistake(Part):
    """A known wrong answer. `says` is the sentence that helps whoever gives an answer for which all of `when` hold.

    An answer that was refused, stopped or ended by a mistyped name did not get as far as the mistake: for it only a
    `when` counts that names how it ended, by `error`, `outcome` or `raises`.
    """

    answer: Written
    says: Written
    when: Annotated[list[WhenCheck], BeforeValidator(as_list), Field(min_length=1)]


class ExerciseStep(Part):
    """A step that asks for an answer. `also_right` are other answers that must pass; `was` are former ids."""

    id: Name = Field(alias="exercise")
    ask: Written
    setup: str = ""
    starter: str = ""
    checks: Annotated[list[Check], Field(min_length=1)]
    solution: Written
    also_right: list[Written] = Field([])
    mistakes: list[Mistake] = Field([])
    hints: list[Written] = Field([])
    was: list[Name] = Field([])

    @cached_property
    def digest(self) -> str:
        """Names what is asked for: 32 hexadecimal digits of SHA-256 over setup, checks and solution."""
        checks = [check.model_dump(mode="json", by_alias=True, exclude_unset=True) for check in self.checks]
        text = json.dumps([self.setup, checks, self.solution], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def kind(step: Any) -> str | None:
    """The kind of a raw step, by the first of its keys that names one."""
    if isinstance(step, ExampleStep | ExerciseStep | TextStep):
        return {ExampleStep: "example step", ExerciseStep: "exercise step", TextStep: "text step"}[type(step)]
    return next((f"{key} step" for key in step if key in KINDS), None) if isinstance(step, dict) else None


# The tags are no keys of a file, so that they can be told from keys in the path of an error.
Step = Annotated[
    Annotated[TextStep, Tag("text step")]
    | Annotated[ExampleStep, Tag("example step")]
    | Annotated[ExerciseStep, Tag("exercise step")],
    Discriminator(kind),
]


class LessonFile(Part):
    """What an author writes."""

    title: Written
    summary: Written
    section: Written | None = None
    after: list[Written] = Field([])
    prelude: str = ""
    steps: Annotated[list[Step], Field(min_length=1)]
    retired: list[Name] = Field([])


class Lesson(LessonFile):
    """A lesson as the rest of Savepoint sees it.

    `id` is the file's stem; `modules` maps the datasets its code imports to their source; `path` is the file it was
    read from, and `places` where everything stands in it.
    """

    id: str
    modules: dict[str, str] = Field({})
    path: str = Field("", exclude=True)
    places: Places = Field({}, exclude=True, repr=False)

    @model_validator(mode="after")
    def numbers_its_examples(self) -> Self:
        number = 0
        for index, step in enumerate(self.steps):
            if isinstance(step, ExampleStep):
                number += 1
                self.steps[index] = step.numbered(number)
        return self

    @property
    def start(self) -> Start:
        """What its examples and its console begin with."""
        return Start(prelude=self.prelude, modules=self.modules)

    def start_of(self, exercise: ExerciseStep) -> Start:
        """What an answer to `exercise` begins with."""
        return Start(prelude=self.prelude, setup=exercise.setup, modules=self.modules)

    @property
    def exercises(self) -> tuple[ExerciseStep, ...]:
        return tuple(step for step in self.steps if isinstance(step, ExerciseStep))

    @property
    def examples(self) -> tuple[ExampleStep, ...]:
        return tuple(step for step in self.steps if isinstance(step, ExampleStep))

    def exercise(self, id: str) -> ExerciseStep:  # noqa: A002
        """The exercise of that id, or the one that had it formerly. Raises UnknownLessonError."""
        for step in self.exercises:
            if step.id == id:
                return step
        for step in self.exercises:
            if id in step.was:
                return step
        raise UnknownLessonError(f"The lesson {self.id} has no exercise {clip(id)}.")

    def example(self, number: int) -> ExampleStep:
        """The example of that number, from 1. Raises UnknownLessonError."""
        examples = self.examples
        if not 1 <= number <= len(examples):
            raise UnknownLessonError(f"The lesson {self.id} has no example {number}.")
        return examples[number - 1]

    def examples_before(self, number: int) -> tuple[ExampleStep, ...]:
        """What runs before example `number`, in order: the chain that `continues` names, none for a fresh start."""
        first = number
        while self.example(first).continues and first > 1:
            first -= 1
        return self.examples[first - 1 : number - 1]

    def place(self, *path: str | int, line: int = 0) -> Place:
        """Where the value at `path` stands in the file; with `line`, that line (from 1) of the code it holds."""
        return nearest(self.places, path).of_line(line)

    def problem(self, message: str, *path: str | int, line: int = 0) -> Problem:
        """A problem of the value at `path`: `lesson.problem("...", "steps", 3, "solution", line=2)`."""
        place = self.place(*path, line=line)
        return Problem(self.path, place.line, place.column, message)

    def code(self) -> tuple[str, ...]:
        """All Python in it."""
        parts = [self.prelude, *(example.code for example in self.examples)]
        for exercise in self.exercises:
            answers = [mistake.answer for mistake in exercise.mistakes]
            parts += [exercise.setup, exercise.starter, exercise.solution, *exercise.also_right, *answers]
        return tuple(part for part in parts if part)


def clip(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
