"""What the guide for instructors shows is true: its lessons prove, its checks pass and fail as it says."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from webapp.attempts.grading import Grader
from webapp.attempts.proving.prover import Prover, proofs
from webapp.checks.judge import judge
from webapp.lessons import expectations, schema
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.document import parse
from webapp.lessons.part import Part
from webapp.lessons.predictions import Guess, Option, Order
from webapp.lessons.reader import from_text
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import Mistake
from webapp.observation import CauseKind, Outcome
from webapp.sandbox.launch import Launched

GUIDE_PATH = Path(__file__).parents[2] / "webapp" / "docs" / "writing-lessons.md"
GUIDE = GUIDE_PATH.read_text(encoding="utf-8")
LESSONS = re.findall(r"^```yaml\n(title:.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
(DATASET,) = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)

KEYS = {info.alias or name for name, info in expectations.Check.model_fields.items()}

CHECKS = re.findall(rf"^\| `((?:{'|'.join(sorted(KEYS))}): .*?)` \| `(.*)` \| `(.*)` \|$", GUIDE, re.MULTILINE)
"""Rows of the tables of checks: the check, an answer that passes, one that fails."""

WHENS = re.findall(r"^\| `([\[{].*?[\]}])` \| `(.*)` \|$", GUIDE, re.MULTILINE)
"""Rows of the table of conditions: the condition, an answer it recognises."""

TEXTS = re.findall(r"`((?:says: |- |\{of: ).*?)`(?=,| \|$)", GUIDE.partition("### Text in YAML")[2], re.MULTILINE)[:5]
"""Values of the table of texts that need quotes."""

SAID = re.findall(r"^\| (.*?) \|", GUIDE.split("## What `lessons check` says most")[1], re.MULTILINE)[2:]
"""Messages that the guide explains."""

OURS = "".join(path.read_text(encoding="utf-8") for path in sorted(GUIDE_PATH.parents[1].rglob("*.py")))

MODELS: list[type[Part]] = [
    schema.LessonFile,
    *schema.KINDS.values(),
    Mistake,
    Option,
    Guess,
    Order,
    expectations.Check,
    expectations.WhenCheck,
    expectations.OutputCheck,
    expectations.ValueCheck,
    expectations.RowsCheck,
    expectations.SqlCheck,
    expectations.StateCheck,
    expectations.SessionCheck,
    expectations.FunctionCheck,
    expectations.Call,
    expectations.RaisesCheck,
]

EXERCISE = """
title: An exercise
summary: One row of a table of the guide.
prelude: |
{prelude}
steps:
  - exercise: row
    ask: Do it.
    setup: |
      session = Session(engine)
    checks:
      - {check}
    solution: |
      {solution}
"""

MISTAKE = """\
    mistakes:
      - answer: |
          {answer}
        says: Recognised.
        when: {when}
"""


def whole_lesson() -> Lesson:
    lesson, problems = from_text(LESSONS[0], Path("rollback.yaml"), {})
    assert problems == []
    assert lesson is not None
    return lesson


def exercise(check: str, solution: str, mistake: str = "") -> Lesson:
    """A lesson of one exercise, with the prelude of the guide's whole lesson."""
    prelude = indent(whole_lesson().prelude, "  ")
    text = EXERCISE.format(prelude=prelude, check=check, solution=solution) + mistake
    lesson, problems = from_text(text, Path("row.yaml"), {})
    assert problems == []
    assert lesson is not None
    return lesson


def proven(lesson: Lesson, sandboxes: Launched) -> list[str]:
    prover = Prover(sandboxes.sandboxes)
    return [str(problem) for proof in proofs(lesson) for problem in prover.prove(proof)]


def test_lessons_are_proven(tmp_path: Path, sandboxes: Launched) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "moons.py").write_text(DATASET)
    for name, text in zip(["rollback", "savepoint", "moons-of-mars", "kinds"], LESSONS, strict=True):
        (tmp_path / f"{name}.yaml").write_text(text)
    catalogue = Catalogue.load(tmp_path)
    assert [str(problem) for problem in catalogue.problems] == []
    assert [lesson.id for lesson in catalogue.lessons] == ["rollback", "moons-of-mars", "kinds", "savepoint"]
    assert [problem for lesson in catalogue.lessons for problem in proven(lesson, sandboxes)] == []


def test_lessons_use_every_kind_of_step() -> None:
    lessons = [from_text(text, Path("lesson.yaml"), {"moons": DATASET})[0] for text in LESSONS]
    assert {schema.key_of(step) for lesson in lessons if lesson for step in lesson.steps} == set(schema.KINDS)


def test_every_check_has_its_table() -> None:
    assert {check.partition(":")[0] for check, _, _ in CHECKS} == KEYS


@pytest.mark.parametrize(("check", "right", "wrong"), CHECKS, ids=[check for check, _, _ in CHECKS])
def test_check_passes_and_fails_as_told(check: str, right: str, wrong: str, sandboxes: Launched) -> None:
    lesson = exercise(check, right)
    # Some checks are of use beside others only: what they forbid, no empty answer does.
    assert [problem for problem in proven(lesson, sandboxes) if "An empty answer passes" not in problem] == []
    with sandboxes.sandboxes.turn("guide", lesson.id) as turn:
        verdict = judge(lesson.exercise("row"), *Grader().evidence(turn, lesson, lesson.exercise("row"), wrong))
    assert not verdict.passed
    assert not verdict.author_fault


@pytest.mark.parametrize(("when", "answer"), WHENS, ids=[when for when, _ in WHENS])
def test_condition_recognises_the_answer_beside_it(when: str, answer: str, sandboxes: Launched) -> None:
    mistake = MISTAKE.format(answer=answer, when=when)
    assert proven(exercise("value: {of: done, is: true}", "done = True", mistake), sandboxes) == []


@pytest.mark.parametrize("text", TEXTS)
def test_text_in_quotes_is_sound(text: str) -> None:
    assert parse(text).faults == []


@pytest.mark.parametrize("said", SAID)
def test_message_that_is_explained_is_one_of_ours(said: str) -> None:
    # Between its variable parts, a message stands in our source as it is.
    parts = re.split(r"…|text, not|'?6'?|prelude|\\", said.partition(" (or")[0])
    assert max(parts, key=len).strip(" .;") in OURS


def test_conditions_of_mistakes_have_their_table() -> None:
    own = set(expectations.WhenCheck.model_fields) - set(expectations.Check.model_fields)
    assert {key for key in own if any(f"{{{key}:" in when for when, _ in WHENS)} == own


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_key_is_mentioned(model: type[Part]) -> None:
    # A fence is no explanation: the key has to stand in the text, in backticks.
    prose = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
    keys = {info.alias or name for name, info in model.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in prose} == set()


def test_everything_counted_is_mentioned() -> None:
    keys = (*expectations.SqlKey.__args__, *CauseKind.__args__)
    assert {key for key in keys if f"`{key}`" not in GUIDE} == set()


def test_every_outcome_is_mentioned() -> None:
    outcomes = Outcome.__args__
    assert {name for name in outcomes if f"`{name}`" not in GUIDE} == set()


def test_lines_are_short_but_for_tables() -> None:
    long = [line for line in GUIDE.splitlines() if len(line) > 120 and not line.startswith("|")]
    assert long == []


def test_links_lead_to_headings() -> None:
    headings = {re.sub(r"[^a-z ]", "", line.lower()).strip().replace(" ", "-") for line in GUIDE.splitlines()}
    assert set(re.findall(r"\]\(#([a-z-]+)\)", GUIDE)) <= headings
