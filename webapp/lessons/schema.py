"""What a lesson is: the model that YAML files are read into."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Self, TypeVar

from pydantic import Discriminator, Field, Tag, model_validator

from webapp.errors import UnknownLessonError
from webapp.lessons.part import Name, Part, Snippet, Written
from webapp.lessons.predictions import Prediction, PredictOutputStep, PredictSqlStep, PredictStep
from webapp.lessons.problems import Place, Places, Problem, nearest
from webapp.lessons.start import Start
from webapp.lessons.steps import ArrangeStep, ExampleStep, ExerciseStep, RepairStep, TextStep

G = TypeVar("G", ExerciseStep, Prediction)

KINDS: dict[str, type[Part]] = {
    "text": TextStep,
    "example": ExampleStep,
    "exercise": ExerciseStep,
    "repair": RepairStep,
    "arrange": ArrangeStep,
    "predict": PredictStep,
    "predict-output": PredictOutputStep,
    "predict-sql": PredictSqlStep,
}
"""What a step can begin with."""


def key_of(step: Part) -> str:
    """The key that a step begins with."""
    return next(key for key, model in KINDS.items() if type(step) is model)


def kind(step: Any) -> str | None:
    """The kind of a raw step, by the first of its keys that names one."""
    if isinstance(step, Part):
        return f"{key_of(step)} step"
    return next((f"{key} step" for key in step if key in KINDS), None) if isinstance(step, dict) else None


# The tags are no keys of a file, so that they can be told from keys in the path of an error.
Step = Annotated[
    Annotated[TextStep, Tag("text step")]
    | Annotated[ExampleStep, Tag("example step")]
    | Annotated[ExerciseStep, Tag("exercise step")]
    | Annotated[RepairStep, Tag("repair step")]
    | Annotated[ArrangeStep, Tag("arrange step")]
    | Annotated[PredictStep, Tag("predict step")]
    | Annotated[PredictOutputStep, Tag("predict-output step")]
    | Annotated[PredictSqlStep, Tag("predict-sql step")],
    Discriminator(kind),
]
Graded = ExerciseStep | Prediction
"""A step that is passed or not, and has an id."""


class Rule(Part):
    """A line of the cheat sheet."""

    code: Annotated[Snippet, Field(min_length=1)]
    """Python, mostly one line. It is not run, but obeys the rules of the sandbox."""
    says: Written
    """What it does, or when to write it, in few words. Backticks are the only markup."""


class LessonFile(Part):
    """What an author writes."""

    title: Written
    """The heading. Backticks are the only markup."""
    summary: Written
    """One sentence, under the heading and in the list of lessons."""
    section: Written | None = None
    """A number to show and to sort by, in quotes: `"8.16.4"`."""
    part: Written | None = None
    """The heading in the list of lessons that begins with this one."""
    after: list[Written] = Field([])
    """Ids of lessons to come before this one."""
    prelude: str = ""
    """Code that has already run when the visitor begins; shown."""
    steps: Annotated[list[Step], Field(min_length=1)]
    """The lesson itself. Each item's first key says what it is."""
    optional: bool = False
    """`true`: whoever knows this already may leave it out. It is counted apart from the course."""
    remember: list[Rule] = Field([])
    """What the cheat sheet keeps of it: one to three lines."""
    retired: list[Name] = Field([])
    """Ids of steps that are gone, so that nobody uses them again."""


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

    def start_of(self, step: Graded) -> Start:
        """What an answer to `step` begins with."""
        return Start(prelude=self.prelude, setup=step.setup, modules=self.modules)

    def begins_with(self, start: Start) -> bool:
        """Whether that is the start of the lesson or of one of its steps, as they are now."""
        return start.digest in {self.start.digest, *(self.start_of(step).digest for step in self.graded)}

    @property
    def graded(self) -> tuple[Graded, ...]:
        """The steps that are passed or not, in order."""
        return tuple(step for step in self.steps if isinstance(step, ExerciseStep | Prediction))

    @property
    def exercises(self) -> tuple[ExerciseStep, ...]:
        return tuple(step for step in self.steps if isinstance(step, ExerciseStep))

    @property
    def examples(self) -> tuple[ExampleStep, ...]:
        return tuple(step for step in self.steps if isinstance(step, ExampleStep))

    def exercise(self, id: str) -> ExerciseStep:  # noqa: A002
        """The exercise of that id, or the one that had it formerly. Raises UnknownLessonError."""
        return self._graded(id, self.exercises, "exercise")

    def prediction(self, id: str) -> Prediction:  # noqa: A002
        """The prediction of that id, or the one that had it formerly. Raises UnknownLessonError."""
        return self._graded(id, tuple(step for step in self.steps if isinstance(step, Prediction)), "prediction")

    def _graded(self, id: str, steps: Sequence[G], what: str) -> G:  # noqa: A002
        found = [step for step in steps if step.id == id] or [step for step in steps if id in step.was]
        if not found:
            raise UnknownLessonError(f"The lesson {self.id} has no {what} {clip(id)}.")
        return found[0]

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

    def warning(self, message: str, *path: str | int, line: int = 0) -> Problem:
        """The same, of what an author should look at and may leave."""
        return replace(self.problem(message, *path, line=line), warning=True)

    def code(self) -> tuple[str, ...]:
        """All Python in it."""
        parts = [self.prelude, *(example.code for example in self.examples)]
        for exercise in self.exercises:
            answers = [mistake.answer for mistake in exercise.mistakes]
            parts += [exercise.setup, exercise.starter, exercise.solution, *exercise.also_right, *answers]
        parts += [part for step in self.graded if isinstance(step, Prediction) for part in (step.setup, step.code)]
        return tuple(part for part in parts if part)


def clip(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
