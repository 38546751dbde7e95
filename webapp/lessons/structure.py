"""What a lesson must satisfy as a whole: ids that are its own, examples that have something to continue."""

from webapp.lessons.predictions import Prediction
from webapp.lessons.problems import Path, Problem
from webapp.lessons.schema import Lesson, key_of
from webapp.lessons.steps import ExampleStep, ExerciseStep


def faults(lesson: Lesson) -> list[Problem]:
    """Problems of a lesson that each of its parts alone does not show."""
    return [*identities(lesson), *continuations(lesson)]


def identities(lesson: Lesson) -> list[Problem]:
    problems = []
    lines: dict[str, int] = {}
    for index, step in enumerate(lesson.steps):
        if not isinstance(step, ExerciseStep | Prediction):
            continue
        names: list[tuple[str, Path]] = [(step.id, ("steps", index, key_of(step)))]
        names += [(name, ("steps", index, "was", number)) for number, name in enumerate(step.was)]
        for name, path in names:
            if name in lines:
                say = f"The id `{name}` is taken: the step in line {lines[name]} has it, or had it formerly."
                problems.append(lesson.problem(say, *path))
            lines.setdefault(name, lesson.place(*path).line)
    for index, name in enumerate(lesson.retired):
        if name in lines:
            say = f"The id `{name}` is retired, yet the step in line {lines[name]} has it."
            problems.append(lesson.problem(say, "retired", index))
    return problems


def continuations(lesson: Lesson) -> list[Problem]:
    for index, step in enumerate(lesson.steps):
        if isinstance(step, ExampleStep):
            if step.number == 1 and step.continues:
                say = "The first example of a lesson has nothing to continue; remove `continues`."
                return [lesson.problem(say, "steps", index, "continues")]
            return []
    return []
