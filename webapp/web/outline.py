"""A lesson as its page shows it: each part with its HTML, number and the visitor's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from webapp.lessons.markdown import render
from webapp.lessons.predictions import Prediction, PredictOutputStep, PredictSqlStep, PredictStep
from webapp.lessons.reference.beside import Beside
from webapp.lessons.reference.linking import Linked, linked
from webapp.lessons.schema import Graded, Lesson, Step
from webapp.lessons.steps import ArrangeStep, ExampleStep, ExerciseStep, RepairStep, TextStep
from webapp.store.entries import Attempt
from webapp.web.progress import ExerciseState, LessonProgress


@dataclass(frozen=True, slots=True)
class TextPart:
    html: Markup
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ExamplePart:
    number: int
    code: str
    shows: str
    raises: bool
    continues: bool
    kind: str = "example"


@dataclass(frozen=True, slots=True)
class ExercisePart:
    """An exercise; `answer` is what stands in its box: the visitor's latest answer, or the starter."""

    number: int
    id: str
    ask: Markup
    setup: str
    starter: str
    start: str
    state: ExerciseState
    latest: Attempt | None
    was: tuple[str, ...] = ()
    title: str = "Exercise"
    kind: str = "exercise"

    @property
    def answer(self) -> str:
        return self.latest.source if self.latest else self.starter


@dataclass(frozen=True, slots=True)
class InlinePart:
    """A step that is answered where it stands: a prediction, or lines to arrange.

    `title` says what kind it is. `options` are to choose from, else `lines` are to put in order, else text is typed.
    `answer` is the visitor's latest: an option's place, the text, or the lines.
    """

    id: str
    title: str
    ask: Markup
    setup: str
    hints: tuple[Markup, ...]
    start: str
    state: ExerciseState
    latest: Attempt | None
    submits: str
    code: str = ""
    options: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    indents: bool = False
    kind: str = "inline"

    @property
    def answer(self) -> str:
        if self.latest is None:
            return "" if not self.lines else "\n".join(self.lines)
        return self.latest.source if self.indents else str(self.latest.verdict.get("answer", ""))


Part = TextPart | ExamplePart | ExercisePart | InlinePart


NOTHING = Beside()


def outline(
    lesson: Lesson, progress: LessonProgress, latest: Mapping[str, Attempt], beside: Beside = NOTHING
) -> list[Part]:
    """The parts of a lesson's page, in order; terms that stand `beside` are linked in prose."""
    found: list[Part] = []
    number = 0
    for step, told in zip(lesson.steps, prose(lesson, beside).html, strict=True):
        html = Markup(told)  # noqa: S704 - authored, and HTML in Markdown is off
        if isinstance(step, TextStep):
            found.append(TextPart(html))
        elif isinstance(step, ExampleStep):
            found.append(ExamplePart(step.number, step.code, step.shows, step.raises, step.continues))
        elif isinstance(step, ArrangeStep | Prediction):
            found.append(_inline(lesson, step, html, progress.states[step.id], _latest(step, latest)))
        elif isinstance(step, ExerciseStep):
            number += 1
            found.append(_exercise(lesson, step, html, number, progress.states[step.id], _latest(step, latest)))
    return found


def prose(lesson: Lesson, beside: Beside) -> Linked:
    """What a lesson's page tells in words, a text for each step, with its terms linked."""
    return linked(tuple(map(_told, lesson.steps)), beside)


def _told(step: Step) -> str:
    if isinstance(step, TextStep):
        return step.text
    if isinstance(step, Prediction):
        return step.question
    return step.ask if isinstance(step, ExerciseStep) else ""


def _html(text: str) -> Markup:
    return Markup(render(text))  # noqa: S704 - authored, and HTML in Markdown is off


TITLES = {
    ArrangeStep: "Put the lines in order",
    PredictStep: "Predict",
    PredictOutputStep: "Predict the output",
    PredictSqlStep: "Predict the SQL",
}


def _inline(
    lesson: Lesson, step: ArrangeStep | Prediction, ask: Markup, state: ExerciseState, latest: Attempt | None
) -> InlinePart:
    return InlinePart(
        id=step.id,
        title=TITLES[type(step)],
        ask=ask,
        setup=step.setup,
        hints=tuple(map(_html, step.hints)),
        start=lesson.start_of(step).digest,
        state=state,
        latest=latest,
        submits="prediction" if isinstance(step, Prediction) else "answer",
        code=step.code if isinstance(step, Prediction) else "",
        options=tuple(option.says for option in step.options) if isinstance(step, PredictStep) else (),
        outputs=tuple(option.shows for option in step.options) if isinstance(step, PredictOutputStep) else (),
        lines=tuple(step.lines) if isinstance(step, ArrangeStep | PredictSqlStep) else (),
        indents=isinstance(step, ArrangeStep),
    )


def _exercise(
    lesson: Lesson, step: ExerciseStep, ask: Markup, number: int, state: ExerciseState, latest: Attempt | None
) -> ExercisePart:
    return ExercisePart(
        number=number,
        id=step.id,
        ask=ask,
        setup=step.setup,
        starter=step.starter,
        start=lesson.start_of(step).digest,
        state=state,
        latest=latest,
        was=tuple(step.was),
        title=_title(step),
    )


def titles(lesson: Lesson) -> dict[str, str]:
    """What each step that is answered is called on the page, by its id and by those it had."""
    found: dict[str, str] = {}
    number = 0
    for step in lesson.steps:
        if isinstance(step, ExerciseStep):
            number += 1
            title = f"{_title(step)} {number}"
        elif isinstance(step, ArrangeStep | Prediction):
            title = TITLES[type(step)]
        else:
            continue
        found |= dict.fromkeys((step.id, *step.was), title)
    return found


def _title(step: ExerciseStep) -> str:
    return "Repair" if isinstance(step, RepairStep) else "Exercise"


def _latest(step: Graded, latest: Mapping[str, Attempt]) -> Attempt | None:
    """The newest answer, also one given under a former id."""
    found = [latest[name] for name in (step.id, *step.was) if name in latest]
    return max(found, key=lambda attempt: attempt.created, default=None)


def chosen(parts: list[Part], *wishes: str | None) -> ExercisePart | None:
    """The exercise in the answer box: the first wish that exists, else the first to do, else the first.

    A former id is a wish for the exercise that had it.
    """
    found = [part for part in parts if isinstance(part, ExercisePart)]
    by_id = {name: part for part in found for name in part.was} | {part.id: part for part in found}
    wished = next((by_id[wish] for wish in wishes if wish in by_id), None)
    return wished or next((part for part in found if part.state == "todo"), found[0] if found else None)
